//! Rows as flat fields in their own order, for formats that know no nesting.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

/// The fields of one row, in the order in which they were declared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Vec<(String, Value)>);

impl Fields {
    /// The fields of anything that is written as a JSON object.
    pub fn of(row: &impl Serialize) -> serde_json::Result<Self> {
        serde_json::from_str(&serde_json::to_string(row)?)
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// One field.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.iter().find(|(it, _)| *it == key).map(|it| it.1)
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// Hands out a value as scalars: an object's members under `key_member`, a list as one text.
pub fn flatten(key: &str, value: &Value, take: &mut dyn FnMut(String, Value)) {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                flatten(&format!("{key}_{member}"), value, take);
            }
        }
        Value::Array(items) => take(key.to_owned(), Value::String(joined(items))),
        scalar => take(key.to_owned(), scalar.clone()),
    }
}

/// A value as the text of one cell.
pub fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => joined(items),
        other => other.to_string(),
    }
}

fn joined(items: &[Value]) -> String {
    items.iter().map(cell).collect::<Vec<_>>().join("; ")
}
