//! Outlines of regions and lines of rivers, from `regions.geojson`.

use serde::Deserialize;

use crate::model::{Fault, Slug};

/// A line of points, each longitude then latitude, in degrees of WGS 84.
pub type Line = Vec<(f64, f64)>;

/// The outline of one region: one closed line for each of its parts and holes.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Canonical name of the region.
    pub region: String,
    /// Its country.
    pub country: Slug,
    /// Closed lines.
    pub rings: Vec<Line>,
}

/// What a map draws beneath the towns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines {
    /// Regions.
    pub regions: Vec<Outline>,
    /// Rivers.
    pub rivers: Vec<Line>,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    #[serde(default)]
    region: Option<String>,
    #[serde(default)]
    country: Option<Slug>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    LineString(Line),
    MultiLineString(Vec<Line>),
    Polygon(Vec<Line>),
    MultiPolygon(Vec<Vec<Line>>),
}

impl Outlines {
    /// Reads a `GeoJSON` collection: polygons with the properties `region` and `country` are
    /// regions, lines are rivers. An empty text has none.
    ///
    /// # Errors
    /// A fault at the line where the text is no such collection.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut outlines = Self::default();
        if text.trim().is_empty() {
            return Ok(outlines);
        }
        let collection: Collection = serde_json::from_str(text).map_err(|error| {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
            Fault::new("outlines", error.to_string()).at("regions.geojson", line)
        })?;
        for feature in collection.features {
            let rings = match feature.geometry {
                Geometry::LineString(line) => {
                    outlines.rivers.push(line);
                    continue;
                }
                Geometry::MultiLineString(lines) => {
                    outlines.rivers.extend(lines);
                    continue;
                }
                Geometry::Polygon(rings) => rings,
                Geometry::MultiPolygon(parts) => parts.concat(),
            };
            if let (Some(region), Some(country)) =
                (feature.properties.region, feature.properties.country)
            {
                outlines.regions.push(Outline { region, country, rings });
            }
        }
        Ok(outlines)
    }
}
