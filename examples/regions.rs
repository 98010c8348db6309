//! Makes `regions.geojson` of a theatre pack: outlines of the regions and the lines of the rivers.
//!
//! ```text
//! cargo run --example regions -- PACK RIVERS COUNTRY=OUTLINES… > PACK/regions.geojson
//! ```
//!
//! `PACK` is the folder of the pack, whose `theatre.toml` names the regions; `RIVERS` and the
//! outlines are `GeoJSON` collections (Natural Earth's, public domain) whose features have a `name`.
//! A feature is the region of that name or alias; where a file has smaller units, [`PROVINCES`] says
//! which region each belongs to, and their common borders are dissolved. Borders are thinned arc by
//! arc, so that two neighbours keep the same line between them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    path::Path,
};

use anyhow::{Context, bail};
use serde_json::{Value, json};
use vigie::theatre::{Files, Names};

/// How far, in degrees, a thinned border may stray from the one it was made from.
const TOLERANCE: f64 = 0.012;

/// The provinces of Burkina Faso under their region, as Natural Earth spells them.
const PROVINCES: [(&str, &[&str]); 13] = [
    ("Boucle du Mouhoun", &["Balé", "Banwa", "Kossi", "Mou Houn", "Nayala", "Sourou"]),
    ("Cascades", &["Komoé", "Léraba"]),
    ("Centre", &["Kadiogo"]),
    ("Centre-Est", &["Boulgou", "Koulpélogo", "Kouritenga"]),
    ("Centre-Nord", &["Bam", "Namentenga", "Sanmatenga"]),
    ("Centre-Ouest", &["Boulkiemdé", "Sanguié", "Sissili", "Ziro"]),
    ("Centre-Sud", &["Bazéga", "Nahouri", "Zoundwéogo"]),
    ("Est", &["Gnagna", "Gourma", "Komondjari", "Kompienga", "Tapoa"]),
    ("Hauts-Bassins", &["Houet", "Kénédougou", "Tuy"]),
    ("Nord", &["Loroum", "Passoré", "Yatenga", "Zondoma"]),
    ("Plateau-Central", &["Ganzourgou", "Kourwéogo", "Oubritenga"]),
    ("Sahel", &["Oudalan", "Séno", "Soum", "Yagha"]),
    ("Sud-Ouest", &["Bougouriba", "Ioba", "Noumbiel", "Poni"]),
];

/// A point in ten-thousandths of a degree, so that shared corners are equal: longitude, latitude.
type Point = (i32, i32);
type Edge = (Point, Point);
/// A region with its country.
type Unit = (String, String);

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let (Some(pack), Some(rivers)) = (args.next(), args.next()) else {
        bail!("usage: regions PACK RIVERS COUNTRY=OUTLINES…");
    };
    let names = pack_names(Path::new(&pack))?;
    let mut edges: BTreeMap<Unit, BTreeSet<Edge>> = BTreeMap::new();
    for arg in args {
        let (country, path) = arg.split_once('=').context("outlines are given as COUNTRY=FILE")?;
        for feature in features(path)? {
            let name = feature["properties"]["name"].as_str().unwrap_or_default();
            let region = region_of(&names, country, name)
                .with_context(|| format!("{path}: no region is called `{name}`"))?;
            let edges = edges.entry((country.to_owned(), region)).or_default();
            for ring in rings(&feature["geometry"]) {
                add_ring(&ring, edges);
            }
        }
    }
    let nodes = nodes(&edges);
    let outlines = edges.iter().map(|(unit, edges)| outline(unit, edges, &nodes));
    let mut lines: Vec<Value> = outlines.collect();
    lines.extend(river_lines(&rivers, &edges)?);
    let body: Vec<_> = lines.iter().map(ToString::to_string).collect();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", body.join(",\n"))?;
    Ok(())
}

/// The names of a pack, of which only the countries and regions are needed here.
fn pack_names(pack: &Path) -> anyhow::Result<Names> {
    let path = pack.join("theatre.toml");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let files = Files::from([("theatre.toml".to_owned(), text.into())]);
    Ok(Names::lenient(&files))
}

fn region_of(names: &Names, country: &str, name: &str) -> Option<String> {
    let joined = PROVINCES.iter().find(|(_, provinces)| provinces.contains(&name));
    let name = joined.map_or(name, |(region, _)| region);
    names.region_in(country, name).map(|it| it.name.clone())
}

fn features(path: &str) -> anyhow::Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
    let collection: Value = serde_json::from_str(&text).with_context(|| path.to_owned())?;
    Ok(collection["features"].as_array().cloned().unwrap_or_default())
}

/// The rings of a polygon or the lines of a line, whatever the depth of its lists.
fn rings(geometry: &Value) -> Vec<Vec<Point>> {
    fn walk(value: &Value, out: &mut Vec<Vec<Point>>) {
        let Some(list) = value.as_array() else { return };
        let points: Vec<Point> = list.iter().filter_map(point).collect();
        if points.is_empty() {
            for part in list {
                walk(part, out);
            }
        } else {
            out.push(points);
        }
    }
    let mut out = Vec::new();
    walk(&geometry["coordinates"], &mut out);
    out
}

fn point(value: &Value) -> Option<Point> {
    let (longitude, latitude) = (value.get(0)?.as_f64()?, value.get(1)?.as_f64()?);
    Some((scaled(longitude), scaled(latitude)))
}

#[expect(clippy::cast_possible_truncation, reason = "degrees times ten thousand fit")]
fn scaled(degrees: f64) -> i32 {
    (degrees * 1e4).round() as i32
}

/// Adds the edges of a ring; one that runs back along another cancels it, which dissolves the
/// border between two parts of one region.
fn add_ring(ring: &[Point], edges: &mut BTreeSet<Edge>) {
    for pair in ring.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if from != to && !edges.remove(&(to, from)) {
            edges.insert((from, to));
        }
    }
}

/// Corners where borders meet or where the neighbour changes: no thinning moves them.
fn nodes(edges: &BTreeMap<Unit, BTreeSet<Edge>>) -> BTreeSet<Point> {
    let mut sides: BTreeMap<Edge, BTreeSet<&Unit>> = BTreeMap::new();
    for (unit, edges) in edges {
        for &(from, to) in edges {
            sides.entry((from.min(to), from.max(to))).or_default().insert(unit);
        }
    }
    let mut around: BTreeMap<Point, Vec<&BTreeSet<&Unit>>> = BTreeMap::new();
    for ((from, to), units) in &sides {
        around.entry(*from).or_default().push(units);
        around.entry(*to).or_default().push(units);
    }
    let is_node = |units: &[&BTreeSet<&Unit>]| units.len() != 2 || units[0] != units[1];
    around.iter().filter(|(_, units)| is_node(units)).map(|(point, _)| *point).collect()
}

fn outline((country, region): &Unit, edges: &BTreeSet<Edge>, nodes: &BTreeSet<Point>) -> Value {
    let rings: Vec<_> = chained(edges).iter().map(|ring| thinned_ring(ring, nodes)).collect();
    let rings: Vec<_> = rings.iter().filter(|it| it.len() > 3).map(|it| [degrees(it)]).collect();
    json!({
        "type": "Feature",
        "properties": { "region": region, "country": country },
        "geometry": { "type": "MultiPolygon", "coordinates": rings },
    })
}

/// Edges end to end, as closed rings.
fn chained(edges: &BTreeSet<Edge>) -> Vec<Vec<Point>> {
    let mut left = edges.clone();
    let mut rings = Vec::new();
    while let Some((start, next)) = left.pop_first() {
        let mut ring = vec![start, next];
        let mut at = next;
        while at != start {
            let Some(&edge) = left.range((at, (i32::MIN, i32::MIN))..).next() else { break };
            if edge.0 != at {
                break;
            }
            left.remove(&edge);
            at = edge.1;
            ring.push(at);
        }
        rings.push(ring);
    }
    rings
}

/// A ring thinned between its nodes, each arc in one direction whichever side it is met from.
fn thinned_ring(ring: &[Point], nodes: &BTreeSet<Point>) -> Vec<Point> {
    let open = &ring[..ring.len() - 1];
    let first = open.iter().position(|it| nodes.contains(it));
    let lowest = || (0..open.len()).min_by_key(|at| open[*at]).unwrap_or(0);
    let mut turned = open.to_vec();
    turned.rotate_left(first.unwrap_or_else(lowest));
    turned.push(turned[0]);
    let mut out = vec![turned[0]];
    let mut arc = vec![turned[0]];
    for (at, point) in turned.iter().enumerate().skip(1) {
        arc.push(*point);
        if nodes.contains(point) || at + 1 == turned.len() {
            out.extend(thinned_arc(&arc).into_iter().skip(1));
            arc = vec![*point];
        }
    }
    out
}

fn thinned_arc(arc: &[Point]) -> Vec<Point> {
    if arc.first() <= arc.last() {
        return thinned(arc);
    }
    let mut line = thinned(&arc.iter().rev().copied().collect::<Vec<_>>());
    line.reverse();
    line
}

/// Douglas and Peucker: the farthest point stays if it strays further than the tolerance.
fn thinned(line: &[Point]) -> Vec<Point> {
    let [first, .., last] = line else { return line.to_vec() };
    let strays = line.iter().map(|it| distance(*it, *first, *last)).enumerate();
    let Some((at, farthest)) = strays.max_by(|a, b| a.1.total_cmp(&b.1)) else {
        return line.to_vec();
    };
    if farthest <= TOLERANCE * 1e4 {
        return vec![*first, *last];
    }
    let mut out = thinned(&line[..=at]);
    out.extend(thinned(&line[at..]).into_iter().skip(1));
    out
}

/// Distance of a point from the segment between two others.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let (x, y) = (f64::from(point.0 - from.0), f64::from(point.1 - from.1));
    let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 { 0.0 } else { ((x * dx + y * dy) / length).clamp(0.0, 1.0) };
    (x - along * dx).hypot(y - along * dy)
}

/// Rivers within the frame of the regions, in runs of the points that lie inside.
fn river_lines(path: &str, edges: &BTreeMap<Unit, BTreeSet<Edge>>) -> anyhow::Result<Vec<Value>> {
    let corners: Vec<_> = edges.values().flatten().map(|it| it.0).collect();
    let low = corners.iter().fold((i32::MAX, i32::MAX), |a, b| (a.0.min(b.0), a.1.min(b.1)));
    let high = corners.iter().fold((i32::MIN, i32::MIN), |a, b| (a.0.max(b.0), a.1.max(b.1)));
    let inside = |it: &Point| (low.0..=high.0).contains(&it.0) && (low.1..=high.1).contains(&it.1);
    let mut lines = Vec::new();
    for feature in features(path)? {
        for line in rings(&feature["geometry"]) {
            let runs = line.split(|it| !inside(it)).filter(|it| it.len() > 1);
            lines.extend(runs.map(|it| {
                json!({
                    "type": "Feature",
                    "properties": { "river": feature["properties"]["name"] },
                    "geometry": { "type": "LineString", "coordinates": degrees(&thinned(it)) },
                })
            }));
        }
    }
    Ok(lines)
}

fn degrees(line: &[Point]) -> Vec<[f64; 2]> {
    let degree = |it: i32| (f64::from(it) / 10.0).round() / 1000.0;
    line.iter().map(|(x, y)| [degree(*x), degree(*y)]).collect()
}
