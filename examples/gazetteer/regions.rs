//! Whose region a row is: that of its code, mended where the code is missing, stale or far off.

use vigie::theatre::{Line, Names, Outline, distance_km};

use crate::hand::Hand;

/// A code is believed where its region is as near as this: outlines are drawn coarsely.
const SLACK_KM: f64 = 20.0;

pub struct Regions<'a> {
    names: &'a Names,
    hand: &'a Hand,
}

impl<'a> Regions<'a> {
    pub fn new(names: &'a Names, hand: &'a Hand) -> Self {
        Self { names, hand }
    }

    /// The canonical region of a row; `None` for rows that lie in no country of the theatre.
    pub fn of(&self, country: &str, code: &str, latitude: f64, longitude: f64) -> Option<String> {
        let coded = self.by_code(country, code).filter(|it| {
            self.outline(country, it).is_none_or(|it| apart(it, latitude, longitude) <= SLACK_KM)
        });
        let region = coded.or_else(|| self.by_outline(country, latitude, longitude))?;
        let part = self.hand.parts.iter().find(|it| {
            it.country == country && it.of == region && inside(&it.ring, latitude, longitude)
        });
        Some(part.map_or(region, |it| it.region.clone()))
    }

    /// Country and region of a second-level unit's code (`ML.04.8299590`).
    pub fn of_admin2<'c>(&self, code: &'c str) -> Option<(&'c str, String)> {
        let mut parts = code.split('.');
        let (country, admin1) = (parts.next()?, parts.next()?);
        Some((country, self.by_code(country, admin1)?))
    }

    fn by_code(&self, country: &str, code: &str) -> Option<String> {
        let name = self.hand.codes.get(&format!("{country}.{code}"))?;
        self.names.region_in(country, name).map(|it| it.name.clone())
    }

    fn outline(&self, country: &str, region: &str) -> Option<&Outline> {
        let mut outlines = self.names.outlines().regions.iter();
        outlines.find(|it| it.country == *country && it.region == region)
    }

    /// The region that holds a point, else the nearest within reach.
    fn by_outline(&self, country: &str, latitude: f64, longitude: f64) -> Option<String> {
        let outlines = self.names.outlines().regions.iter().filter(|it| it.country == *country);
        let near = outlines.map(|it| (apart(it, latitude, longitude), it));
        let nearest = near.min_by(|a, b| a.0.total_cmp(&b.0))?;
        (nearest.0 <= SLACK_KM).then(|| nearest.1.region.clone())
    }
}

/// Kilometres from a point to an outline, 0 within it.
fn apart(outline: &Outline, latitude: f64, longitude: f64) -> f64 {
    let holding = outline.rings.iter().filter(|it| inside(it, latitude, longitude)).count();
    if holding % 2 == 1 {
        return 0.0;
    }
    let corners = outline.rings.iter().flatten();
    let apart = corners.map(|(lon, lat)| distance_km((*lat, *lon), (latitude, longitude)));
    apart.fold(f64::INFINITY, f64::min)
}

/// Whether a closed line of longitude and latitude holds a point: a ray to the east meets it an odd
/// number of times.
fn inside(ring: &Line, latitude: f64, longitude: f64) -> bool {
    ring.windows(2).fold(false, |held, edge| {
        let ((x0, y0), (x1, y1)) = (edge[0], edge[1]);
        let meets = (y0 > latitude) != (y1 > latitude)
            && longitude < (x1 - x0) * (latitude - y0) / (y1 - y0) + x0;
        held != meets
    })
}
