//! A GeoJSON feature collection (RFC 7946): one point a row, properties without nesting.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{flat::Fields, line};

/// Writes features one after the other.
pub struct Collection<'a> {
    out: &'a mut dyn Write,
    first: bool,
}

impl<'a> Collection<'a> {
    /// An open collection.
    pub fn new(out: &'a mut dyn Write) -> io::Result<Self> {
        writeln!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { out, first: true })
    }

    /// Writes one row as a feature. Its `latitude` and `longitude` make the point; a row without
    /// them has none, as the standard allows.
    pub fn feature(&mut self, fields: &Fields) -> io::Result<()> {
        let degrees = |key: &str| fields.get(key).and_then(Value::as_f64);
        let geometry = match (degrees("longitude"), degrees("latitude")) {
            (Some(x), Some(y)) => json!({"type": "Point", "coordinates": [x, y]}),
            _ => Value::Null,
        };
        let mut properties = Map::new();
        for (key, value) in fields.iter() {
            if key != "latitude" && key != "longitude" && key != "id" {
                super::flat::flatten(key, value, &mut |key, value| {
                    properties.insert(key, value);
                });
            }
        }
        let id = fields.get("id").cloned().unwrap_or(Value::Null);
        let mut feature =
            json!({"type": "Feature", "geometry": geometry, "properties": properties});
        if let (Value::String(id), Some(feature)) = (id, feature.as_object_mut()) {
            feature.insert("id".to_owned(), Value::String(id));
        }
        let comma = if std::mem::take(&mut self.first) { "" } else { ",\n" };
        write!(self.out, "{comma}{}", line(&feature.to_string()))
    }

    /// Closes the collection.
    pub fn finish(self) -> io::Result<()> {
        writeln!(self.out, "\n]}}")
    }
}
