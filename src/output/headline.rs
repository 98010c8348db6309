//! The parts of the line by which lists show an incident.

use crate::model::Incident;

/// What happened, without the place, the actors and the toll that stand beside it.
pub fn what(incident: &Incident) -> &str {
    let line = incident.headline.as_str();
    let place = &incident.place;
    let name = place.town.as_ref().or(place.admin1.as_ref());
    let Some(at) = name.and_then(|it| line.find(it.as_str())) else {
        return line.split_once(" by ").map_or(line, |it| it.0);
    };
    let mut words = line.get(..at).unwrap_or(line).trim_end();
    let last = |words: &str| words.rsplit(' ').next().unwrap_or("").to_owned();
    let mut drop = |wanted: &dyn Fn(&str) -> bool| {
        let word = last(words);
        let drops = words.len() > word.len() && wanted(&word);
        if drops {
            words = words.get(..words.len() - word.len()).unwrap_or("").trim_end();
        }
        drops
    };
    if drop(&|it| it == "of") {
        drop(&|it| it != "km");
    } else {
        drop(&|it| matches!(it, "in" | "near" | "from"));
    }
    if drop(&|it| it == "km") {
        drop(&|it| it.chars().all(|it| it.is_ascii_digit()));
    }
    words
}
