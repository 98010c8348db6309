//! The place of an event among those of its sentence, and what a name in it gives: town, region,
//! point and precision.

use std::ops::Range;

use crate::model::{Place, Slug};
use crate::theatre::Names;

use super::clauses::{Part, Sentence};
use super::days::is_of_the_taking;
use super::narrate::Setting;
use super::places::{PlaceAt, Site};
use super::reading::Passage;
use super::scope::country_index;
use super::signs::Sign;
use super::spatial::Function;
use super::speakers;

/// The place of a part with what decided for it.
pub(super) fn place(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
) -> (Option<Place>, Option<String>) {
    let own = part.place.and_then(|it| sentence.places.get(it));
    let released = |it: &&PlaceAt| !is_of_the_taking(sentence.passage, part, it.from);
    let scene = own.filter(released).or_else(|| fallback(sentence, part).filter(released));
    let Some(scene) = scene else { return (None, None) };
    let place = to_place(setting, sentence, scene);
    let words = sentence.passage.words(scene.from..scene.to);
    (Some(place), Some(format!("place `{words}`: {}", scene.why)))
}

/// A part without a town: the region or country named in it, else the sentence's only scene.
fn fallback<'s>(sentence: &'s Sentence<'_>, part: &Part) -> Option<&'s PlaceAt> {
    let usable = |it: &&PlaceAt| !matches!(it.function, Function::Away | Function::Toward);
    let rank = |it: &&PlaceAt| match it.site {
        Site::Town(_) | Site::Unlisted(_) => 4,
        Site::Cercle(_) => 3,
        Site::Region(_) | Site::Area(_) => 2,
        Site::Country(_) => 1,
    };
    let own = sentence.places.iter().filter(usable).filter(|it| part.range.contains(&it.from));
    own.max_by_key(rank).or_else(|| {
        if part.dates_another || part.points_back {
            None
        } else {
            let near = |it: &&PlaceAt| part.reach.contains(&it.from);
            sentence.places.iter().filter(usable).filter(near).max_by_key(rank)
        }
    })
}

/// The place that a name means, measured where it is only near.
pub(super) fn to_place(setting: &Setting<'_>, sentence: &Sentence<'_>, scene: &PlaceAt) -> Place {
    let names = setting.coder.names;
    let mut place = match &scene.site {
        Site::Town(town) => setting.coder.town_place(*town),
        Site::Unlisted(name) => unlisted(setting, sentence, scene, name),
        Site::Cercle(town) => setting.coder.cercle_place(*town),
        Site::Region(region) => region_place(names, *region),
        Site::Area(area) => area_place(names, *area),
        Site::Country(country) => Place {
            country: names.countries.get(*country as usize).map(|it| it.id.clone()),
            precision: Some(3),
            ..Place::default()
        },
    };
    if let Function::Near { km, bearing, other } = &scene.function
        && place.town.is_some()
    {
        setting.coder.measure(&mut place, *km, *bearing, *other);
        let passage = sentence.passage;
        let start = scene.from.saturating_sub(6).max(sentence.range.start);
        let from = (start..scene.from).find(|&at| {
            passage.numbers.iter().any(|it| {
                it.range.start == at
                    && (it.range.end..it.range.end + 2)
                        .any(|unit| passage.is(unit, Sign::Kilometre))
            }) || super::lead::is_bearing(passage.tokens.word(at))
        });
        place.words = Some(passage.words(from.unwrap_or(scene.from)..scene.to));
    }
    place
}

/// A town that the gazetteer lacks: its name, as written where it has no other, in the region and
/// country named with it, else in those of the place that stands nearest.
fn unlisted(setting: &Setting<'_>, sentence: &Sentence<'_>, scene: &PlaceAt, name: &str) -> Place {
    let names = setting.coder.names;
    let passage = sentence.passage;
    let holds = |it: &&PlaceAt| {
        let unit = matches!(it.site, Site::Region(_) | Site::Cercle(_));
        unit && it.from >= scene.to
            || it.function == Function::Holds && (unit || matches!(it.site, Site::Town(_)))
    };
    // The capital is where it was said.
    let beside = |it: &&PlaceAt| match it.site {
        Site::Region(_) | Site::Cercle(_) => true,
        Site::Town(town) => names.towns().get(town).is_some_and(|it| !names.is_capital(it.id)),
        _ => false,
    };
    let held = sentence.places.iter().find(holds);
    let holder = held.or_else(|| {
        let others = sentence.places.iter().filter(beside);
        others.min_by_key(|it| it.from.abs_diff(scene.from))
    });
    let mut place = match holder.map(|it| &it.site) {
        Some(Site::Region(region)) => region_place(names, *region),
        Some(Site::Cercle(town)) => setting.coder.cercle_place(*town),
        Some(Site::Town(town)) => Place { town: None, ..setting.coder.town_place(*town) },
        _ => Place {
            country: setting
                .country
                .and_then(|it| names.countries.get(it as usize))
                .map(|it| it.id.clone()),
            ..Place::default()
        },
    };
    let written = passage.tokens.span(scene.from, scene.to);
    let name = if name.is_empty() { setting.text.slice(written) } else { name };
    place.town = Some(name.to_owned());
    place.town_id = None;
    place.admin2 = place.admin2.filter(|_| held.is_some());
    place.precision = Some(1);
    place.latitude = None;
    place.longitude = None;
    place
}

fn region_place(names: &Names, region: u16) -> Place {
    let Some(region) = names.regions.get(region as usize) else { return Place::default() };
    Place {
        country: Some(region.country.clone()),
        admin1: Some(region.name.clone()),
        precision: Some(3),
        ..Place::default()
    }
}

fn area_place(names: &Names, area: u16) -> Place {
    let Some(area) = names.areas.get(area as usize) else { return Place::default() };
    Place {
        country: area.country.clone(),
        admin1: area.region.clone(),
        words: Some(area.name.clone()),
        precision: Some(if area.region.is_some() { 2 } else { 3 }),
        ..Place::default()
    }
}

/// The town at the head of a local report; a capital is where the agency sits.
pub(super) fn dateline_town(
    names: &Names,
    passage: &Passage,
    sentence: &Range<usize>,
    places: &[PlaceAt],
) -> Option<u32> {
    let first = places.first().filter(|it| speakers::is_dateline(passage, sentence, it))?;
    let Site::Town(town) = first.site else { return None };
    names.towns().get(town).filter(|it| !names.is_capital(it.id)).map(|_| town)
}

/// What the report says of its place outside of its events.
pub(super) struct Home {
    /// The country and the name of the region that it names first.
    pub(super) region: Option<(Slug, String)>,
    /// The town of its dateline.
    pub(super) dateline: Option<Place>,
    /// The only town that it is sure to name, if that is no capital.
    pub(super) only_town: Option<Place>,
}

/// The country of a town, a unit or a region, as an index.
pub(super) fn town_country(names: &Names, site: &Site) -> Option<u16> {
    let id = match site {
        Site::Town(it) | Site::Cercle(it) => &names.towns().get(*it)?.country,
        Site::Region(it) => &names.regions.get(*it as usize)?.country,
        _ => return None,
    };
    country_index(names, id)
}
