//! Addresses: a place, the unit in which it lies, its country, parted by commas ("in Inates,
//! Tillaberi, Niger").

use crate::text::token::Gap;
use crate::theatre::{Names, key};

use super::places::{PlaceAt, Site};
use super::reading::Passage;

/// A name behind a comma that is also the unit in which the place before it lies, or that stands
/// between a place and a country, is that unit and no second place.
pub(super) fn units(names: &Names, passage: &Passage, places: &mut Vec<PlaceAt>) {
    let mut at = 1;
    while at < places.len() {
        match unit(names, passage, places, at) {
            Some(Unit::Region(region)) => places[at].site = Site::Region(region),
            Some(Unit::Smaller) => {
                places.remove(at);
                continue;
            }
            None => {}
        }
        at += 1;
    }
}

/// What a name that looks like a town is in an address.
enum Unit {
    Region(u16),
    Smaller,
}

/// The unit that a place in a list of places is, if the list is an address.
fn unit(names: &Names, passage: &Passage, places: &[PlaceAt], at: usize) -> Option<Unit> {
    let (before, this) = (places.get(at.checked_sub(1)?)?, places.get(at)?);
    let Site::Town(town) = this.site else { return None };
    let row = names.towns().get(town)?;
    let after = places.get(at + 1).filter(|it| follows(passage, this, it));
    let country = after.is_some_and(|it| matches!(it.site, Site::Country(_)));
    // "Ber, Tombouctou and Kidal": a list goes on.
    let next = passage.tokens.word(this.to);
    let listed =
        matches!(next, "and" | "et") || next.starts_with('و') || after.is_some() && !country;
    if !follows(passage, before, this) || listed {
        return None;
    }
    let region = names
        .regions
        .iter()
        .position(|it| it.country == row.country && key(&it.name) == key(&row.name))
        .and_then(|it| u16::try_from(it).ok())
        .map(Unit::Region);
    let own = |unit: &str| row.names().any(|it| key(it) == key(unit));
    match before.site {
        Site::Town(other) => {
            let other = names.towns().get(other)?;
            let within = other.id != row.id && other.country == row.country;
            let smaller = own(&other.admin2) && key(&other.name) != key(&other.admin2);
            if within && own(&other.admin1) {
                region
            } else {
                (within && smaller).then_some(Unit::Smaller)
            }
        }
        Site::Unlisted(_) => region.filter(|_| country),
        _ => None,
    }
}

/// Whether a place stands right behind another, after a comma.
fn follows(passage: &Passage, before: &PlaceAt, place: &PlaceAt) -> bool {
    place.from == before.to
        && passage.tokens.get(place.from).is_some_and(|it| it.gap.has(Gap::COMMA))
}
