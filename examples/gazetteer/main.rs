//! Makes the gazetteer (`towns.tsv`) of a theatre pack out of `GeoNames` dumps.
//!
//! ```text
//! cargo run --release --example gazetteer -- PACK ADMIN2 NEIGHBOURS DUMP… > PACK/towns.tsv
//! ```
//!
//! `PACK` is the folder of the pack: its `theatre.toml` names countries and regions, its
//! `regions.geojson` settles the region of rows without one, its `towns_by_hand.toml` mends and adds.
//! `DUMP` is a country's dump in `GeoNames`' 19 columns (`ML.txt`), `ADMIN2` its list of second-level
//! units (`ML.04.8299590`, name, plain name, id), `NEIGHBOURS` a table with a head line and 13
//! columns (id, name, plain name, alternates, latitude, longitude, class, code, country, admin1
//! code, admin1, admin2 code, population) for countries of which only the towns and what lies near
//! the border are wanted.
//!
//! What a row becomes: [`raw::kind_and_weight`]. Whose region it is: [`regions`]. What is said by hand:
//! [`hand`].

#![allow(unreachable_pub, reason = "the modules of an example have no outside")]

mod hand;
mod raw;
mod regions;
mod spelling;

use std::{
    collections::{HashMap, HashSet},
    io::Write,
    path::Path,
};

use anyhow::{Context, bail};
use vigie::theatre::{Files, Names, Town, TownKind, distance_km, key};

/// A neighbour's village is kept where a populated place of the theatre is as near as this.
const BORDER_KM: f64 = 30.0;
/// An airport or camp belongs to the town of its name that is as near as this.
const SITE_KM: f64 = 40.0;

/// A dump's own spelling matches freely only from this length on: "Jura" for Dioura is no help.
const RARE_LETTERS: usize = 6;

const HEAD: &str = "\
# Places of the theatre, made by examples/gazetteer from GeoNames (geonames.org, CC BY 4.0), with
# the corrections and additions of towns_by_hand.toml. Do not edit: change that file and make it anew.
";

fn main() -> anyhow::Result<()> {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let [pack, admin2, neighbours, dumps @ ..] = args.as_slice() else {
        bail!("usage: gazetteer PACK ADMIN2 NEIGHBOURS DUMP…");
    };
    let files = pack_files(Path::new(pack))?;
    let names = Names::lenient(&files);
    let hand = hand::Hand::read(&read(&Path::new(pack).join("towns_by_hand.toml"))?)?;
    let regions = regions::Regions::new(&names, &hand);
    let cercles = raw::admin2(&read(Path::new(admin2))?);

    let mut towns = Vec::new();
    for dump in dumps {
        let text = read(Path::new(dump))?;
        towns.extend(text.lines().filter_map(|it| raw::row(it, &regions, &cercles)));
    }
    add_unplaced_cercles(&mut towns, &cercles, &regions);
    raise_seats(&mut towns, &hand);
    let near = Grid::of(&towns, BORDER_KM);
    let text = read(Path::new(neighbours))?;
    let foreign = text.lines().skip(1).filter_map(raw::neighbour_row);
    towns.extend(foreign.filter(|it| it.weight >= 3 || near.has(it.latitude, it.longitude)));
    towns.retain(|it| !hand.drops(it.id));
    let units = unit_names(&towns);
    hand.apply(&mut towns, &regions)?;
    rename_units(&mut towns, &units);
    settle_freedom(&mut towns, &hand);
    place_sites(&mut towns);
    let towns = without_duplicates(towns);
    write(&towns)
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn pack_files(pack: &Path) -> anyhow::Result<Files> {
    let file = |name: &str| Ok((name.to_owned(), read(&pack.join(name))?.into()));
    ["theatre.toml", "regions.geojson"].into_iter().map(file).collect()
}

/// Units that the dumps do not place stand at the town of their name.
fn add_unplaced_cercles(
    towns: &mut Vec<Town>,
    cercles: &HashMap<String, raw::Cercle>,
    regions: &regions::Regions<'_>,
) {
    let placed: HashSet<i64> = towns.iter().map(|it| it.id).collect();
    let mut added = Vec::new();
    for (code, cercle) in cercles.iter().filter(|(_, it)| !placed.contains(&it.id)) {
        let Some((country, region)) = regions.of_admin2(code) else { continue };
        let wanted = key(&cercle.name);
        let seat = towns
            .iter()
            .filter(|it| it.country == *country && it.admin1 == region && key(&it.name) == wanted);
        if let Some(seat) = seat.max_by_key(|it| it.weight) {
            added.push(Town {
                id: cercle.id,
                name: cercle.name.clone(),
                admin2: cercle.name.clone(),
                kind: TownKind::Cercle,
                weight: raw::CERCLE_WEIGHT,
                spellings: Vec::new(),
                ..seat.clone()
            });
        }
    }
    towns.extend(added);
}

/// Where units are named for their seats and no seat bears a unit's name, the nearest populated place
/// of that name is the seat.
fn raise_seats(towns: &mut [Town], hand: &hand::Hand) {
    let is_named = |it: &&Town| {
        it.kind == TownKind::Cercle && hand.units_named_for_seats.contains(it.country.as_str())
    };
    let units: Vec<Town> = towns.iter().filter(is_named).cloned().collect();
    for unit in units {
        let wanted = key(&unit.name);
        let apart =
            |it: &Town| distance_km((unit.latitude, unit.longitude), (it.latitude, it.longitude));
        let bearers = towns.iter_mut().filter(|it| {
            it.kind.is_settled()
                && it.weight >= 2
                && it.country == unit.country
                && it.admin1 == unit.admin1
                && key(&it.name) == wanted
        });
        let seat = bearers.min_by(|a, b| {
            b.weight.max(3).cmp(&a.weight.max(3)).then(apart(a).total_cmp(&apart(b)))
        });
        if let Some(seat) = seat {
            seat.weight = seat.weight.max(raw::SEAT_WEIGHT);
            seat.kind = TownKind::Town;
            seat.admin2.clone_from(&unit.name);
        }
    }
}

fn unit_names(towns: &[Town]) -> HashMap<i64, String> {
    let units = towns.iter().filter(|it| it.kind == TownKind::Cercle);
    units.map(|it| (it.id, it.name.clone())).collect()
}

/// Carries the units that were renamed by hand into the rows that lie in them.
fn rename_units(towns: &mut [Town], before: &HashMap<i64, String>) {
    let renamed: HashMap<(String, String), String> = towns
        .iter()
        .filter_map(|it| before.get(&it.id).map(|old| (it, old)))
        .filter(|(it, old)| it.name != **old)
        .map(|(it, old)| ((it.country.to_string(), old.clone()), it.name.clone()))
        .collect();
    for town in towns {
        if let Some(name) = renamed.get(&(town.country.to_string(), town.admin2.clone())) {
            town.admin2.clone_from(name);
        }
    }
}

/// Seats match freely unless their name is on the list of common words; so do units whose name no
/// town of note bears. What was said by hand stays.
fn settle_freedom(towns: &mut [Town], hand: &hand::Hand) {
    let seats: HashSet<(String, String)> = towns
        .iter()
        .filter(|it| it.kind.is_settled() && it.weight >= 5)
        .map(|it| (it.country.to_string(), key(&it.name)))
        .collect();
    for town in towns {
        let bare = key(&town.name);
        let common = hand.is_common(&bare) || bare.chars().count() < 3;
        town.free = match (hand.free(town.id), town.kind) {
            (Some(said), _) => said,
            (None, TownKind::Town) => !common,
            (None, TownKind::Cercle) => {
                let own = !hand.units_named_for_seats.contains(town.country.as_str());
                own && !common && !seats.contains(&(town.country.to_string(), bare))
            }
            _ => false,
        };
        if town.free {
            let said = hand.spellings(town.id);
            town.spellings.retain(|it| {
                let folded = key(it);
                let rare = !it.is_ascii() || it.len() >= RARE_LETTERS;
                said.contains(&folded) || (rare && !hand.is_common(&folded))
            });
        }
    }
}

/// Gives each site the town that it is named for, else the nearest one of note.
fn place_sites(towns: &mut [Town]) {
    let settled: Vec<Town> = towns.iter().filter(|it| it.kind.is_settled()).cloned().collect();
    for site in towns.iter_mut().filter(|it| it.site_of.is_none()) {
        if !matches!(site.kind, TownKind::Airport | TownKind::Prison | TownKind::Camp) {
            continue;
        }
        let name = format!(" {} ", key(&site.name));
        let at =
            |it: &Town| distance_km((site.latitude, site.longitude), (it.latitude, it.longitude));
        let near = settled.iter().filter(|it| it.country == site.country && at(it) <= SITE_KM);
        let rank = |it: &&Town| {
            let named = it.names().any(|town| name.contains(&format!(" {} ", key(town))));
            (named, it.weight >= 5)
        };
        let best = near.max_by(|a, b| {
            rank(a).cmp(&rank(b)).then(a.weight.cmp(&b.weight)).then(at(b).total_cmp(&at(a)))
        });
        site.site_of = best.map(|it| it.id);
    }
}

/// Of rows that share an id, or name and kind within two kilometres, the one of greater weight stays.
fn without_duplicates(mut towns: Vec<Town>) -> Vec<Town> {
    towns.sort_by(|a, b| b.weight.cmp(&a.weight).then(a.id.abs().cmp(&b.id.abs())));
    let mut kept: Vec<Town> = Vec::new();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    let mut ids = HashSet::new();
    for town in towns.into_iter().filter(|it| ids.insert(it.id)) {
        let bearers = by_name.entry(key(&town.name)).or_default();
        let twin = bearers.iter().any(|at| {
            let other = &kept[*at];
            let apart =
                distance_km((town.latitude, town.longitude), (other.latitude, other.longitude));
            other.kind.is_settled() == town.kind.is_settled() && apart < 2.0
        });
        if !twin {
            bearers.push(kept.len());
            kept.push(town);
        }
    }
    kept.sort_by(|a, b| {
        (&a.country, &a.admin1, &a.name, a.id).cmp(&(&b.country, &b.admin1, &b.name, b.id))
    });
    kept
}

fn write(towns: &[Town]) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    out.write_all(HEAD.as_bytes())?;
    writeln!(
        out,
        "id\tname\tcountry\tadmin1\tadmin2\tlatitude\tlongitude\tkind\tfree\tweight\tsite_of\tspellings"
    )?;
    for it in towns {
        let site = it.site_of.map(|it| it.to_string()).unwrap_or_default();
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{:.4}\t{:.4}\t{}\t{}\t{}\t{site}\t{}",
            it.id,
            it.name,
            it.country,
            it.admin1,
            it.admin2,
            it.latitude,
            it.longitude,
            it.kind.word(),
            if it.free { "1" } else { "" },
            it.weight,
            it.spellings.join("|"),
        )?;
    }
    out.flush()?;
    Ok(())
}

/// Populated places by square, to ask quickly whether one is near.
struct Grid {
    squares: HashMap<(i64, i64), Vec<(f64, f64)>>,
    km: f64,
}

impl Grid {
    fn of(towns: &[Town], km: f64) -> Self {
        let mut squares: HashMap<_, Vec<_>> = HashMap::new();
        for it in towns.iter().filter(|it| it.kind.is_settled()) {
            let square = Self::square(it.latitude, it.longitude);
            squares.entry(square).or_default().push((it.latitude, it.longitude));
        }
        Self { squares, km }
    }

    #[expect(clippy::cast_possible_truncation, reason = "half degrees are small numbers")]
    fn square(latitude: f64, longitude: f64) -> (i64, i64) {
        ((latitude * 2.0).floor() as i64, (longitude * 2.0).floor() as i64)
    }

    fn has(&self, latitude: f64, longitude: f64) -> bool {
        let (row, column) = Self::square(latitude, longitude);
        let around = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (row + dy, column + dx)));
        let mut points = around.filter_map(|it| self.squares.get(&it)).flatten();
        points.any(|it| distance_km(*it, (latitude, longitude)) <= self.km)
    }
}
