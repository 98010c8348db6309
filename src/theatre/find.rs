//! Finding by what a person types: folded names in any language and every alias.

use super::{
    names::Names,
    rows::{Actor, Area, Country, Person, Region},
    towns::{Town, key},
};

impl Names {
    /// The town of a name, the one most in the news where several bear it.
    pub fn find_town(&self, text: &str) -> Option<&Town> {
        self.find_towns(text).next()
    }

    /// All towns of a name, the one most in the news first; sites (airports, prisons) included.
    pub fn find_towns(&self, text: &str) -> impl Iterator<Item = &Town> {
        let towns = self.towns();
        towns.named(&key(text)).iter().filter_map(|it| towns.get(*it))
    }

    /// An actor by id or by a name in any language.
    pub fn find_actor(&self, text: &str) -> Option<&Actor> {
        self.actor(text.trim()).or_else(|| self.actor_named(&key(text)))
    }

    /// A region by its canonical name or an alias.
    pub fn find_region(&self, text: &str) -> Option<&Region> {
        self.region(text)
    }

    /// An area by a name in any language.
    pub fn find_area(&self, text: &str) -> Option<&Area> {
        self.area_named(&key(text))
    }

    /// A person by any spelling.
    pub fn find_person(&self, text: &str) -> Option<&Person> {
        self.person(text)
    }

    /// A country by its ISO code or a name in any language.
    pub fn find_country(&self, text: &str) -> Option<&Country> {
        let code = text.trim().to_uppercase();
        self.country(&code).or_else(|| self.country_named(&key(text)))
    }
}
