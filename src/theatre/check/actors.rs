//! Actors, people, events and sources.

use super::{
    super::{
        load::Draft,
        rows::{Actor, SourceEntry},
        sheet::{Place, Row},
    },
    Check, Kind,
};

const SOURCE_KINDS: [&str; 5] = ["feed", "wordpress", "page", "telegram", "folder"];
const STANCES: [&str; 4] = ["state", "rebel", "independent", "relay"];

impl Check {
    pub(super) fn actors(&mut self, draft: &Draft<'_>) {
        let ids = draft.actors.iter().map(|it| (it.place, it.value.id.to_string()));
        self.unique("actor", ids);
        for Row { value, place } in &draft.actors {
            self.actor(*place, value);
        }
        self.parents(&draft.actors);
        self.distinct(
            "actor.names",
            draft.actors.iter().flat_map(|it| {
                it.value.names.all().map(|(_, name)| (it.place, it.value.id.to_string(), name))
            }),
        );
        let ids = draft.classes.iter().map(|it| (it.place, it.value.id.to_string()));
        self.unique("class", ids);
        for Row { value, place } in &draft.classes {
            self.spelled(*place, "class.words", &value.words);
            self.refer(*place, "class.fallback", Kind::Actor, &value.fallback);
            for class in &value.classes {
                self.refer(*place, "class.classes", Kind::Class, class);
            }
        }
    }

    fn actor(&mut self, place: Place<'_>, actor: &Actor) {
        self.span(place, "actor", actor.from, actor.to);
        self.spelled(place, "actor.names", &actor.names);
        self.spelled(place, "actor.generic", &actor.generic);
        if actor.name.trim().is_empty() {
            self.fault(place, "", "actor.name", format!("`{}` has no name to show", actor.id));
        }
        if actor.names.all().chain(actor.generic.all()).next().is_none() {
            let why = format!("`{}` has no spelling by which it is found", actor.id);
            self.fault(place, &actor.id, "actor.names", why);
        }
        if !(1..=8).contains(&actor.inter) {
            let why = format!("{} is no interaction code from 1 to 8", actor.inter);
            self.faults.push(place.fault_at("inter", "actor.inter", why));
        }
        let others = actor.parent.iter().map(|it| ("actor.parent", it));
        let others = others.chain(actor.successor.iter().map(|it| ("actor.successor", it)));
        for (what, other) in others {
            self.refer(place, what, Kind::Actor, other);
        }
        for country in &actor.countries {
            self.refer(place, "actor.countries", Kind::Country, country);
        }
        for name in &actor.acled {
            self.span(place, "actor.acled", name.from, name.to);
        }
        let allies = actor.allies.iter().map(|it| ("actor.allies", it));
        for (what, it) in allies.chain(actor.enemies.iter().map(|it| ("actor.enemies", it))) {
            self.refer(place, what, Kind::Actor, &it.with);
            self.span(place, what, it.from, it.to);
        }
    }

    /// No actor is part of itself, at any depth.
    fn parents(&mut self, actors: &[Row<'_, Actor>]) {
        let parent = |id: &str| {
            let actor = actors.iter().find(|it| it.value.id == *id);
            actor.and_then(|it| it.value.parent.as_ref())
        };
        for Row { value, place } in actors {
            let line = std::iter::successors(parent(&value.id), |it| parent(it));
            if line.take(actors.len()).any(|it| *it == value.id) {
                let why = format!("`{}` is part of itself", value.id);
                self.faults.push(place.fault_at("parent", "actor.parent", why));
            }
        }
    }

    pub(super) fn people(&mut self, draft: &Draft<'_>) {
        let ids = draft.offices.iter().map(|it| (it.place, it.value.id.to_string()));
        self.unique("office", ids);
        for Row { value, place } in &draft.offices {
            self.spelled(*place, "office.words", &value.words);
            self.refer(*place, "office.actor", Kind::Actor, &value.actor);
            if let Some(country) = &value.country {
                self.refer(*place, "office.country", Kind::Country, country);
            }
        }
        self.unique("person", draft.people.iter().map(|it| (it.place, it.value.name.clone())));
        for Row { value, place } in &draft.people {
            self.spelled(*place, "person.names", &value.names);
            for held in &value.offices {
                self.refer(*place, "person.offices", Kind::Office, &held.office);
                self.span(*place, "person.offices", held.from, held.to);
            }
            for it in &value.member {
                self.refer(*place, "person.member", Kind::Actor, &it.actor);
                self.span(*place, "person.member", it.from, it.to);
            }
        }
        self.distinct(
            "person.names",
            draft.people.iter().flat_map(|it| {
                let names = it.value.names.all().map(|(_, name)| name);
                let names = std::iter::once(it.value.name.as_str()).chain(names);
                names.map(|name| (it.place, it.value.name.clone(), name))
            }),
        );
    }

    pub(super) fn events(&mut self, draft: &Draft<'_>) {
        self.unique("code", draft.codes.iter().map(|it| (it.place, it.value.id.to_string())));
        for Row { value, place } in &draft.codes {
            if let Some(sub_type) = &value.acled {
                self.refer(*place, "code.acled", Kind::SubType, sub_type);
            }
            for (key, families) in [("code.flows", &value.flows), ("code.beside", &value.beside)] {
                for family in families {
                    self.refer(*place, key, Kind::Family, family);
                }
            }
            if !(1..=4).contains(&value.severity) {
                let why = format!("{} is no severity from 1 to 4", value.severity);
                self.faults.push(place.fault_at("severity", "code.severity", why));
            }
        }
    }

    pub(super) fn sources(&mut self, draft: &Draft<'_>) {
        self.unique("source", draft.sources.iter().map(|it| (it.place, it.value.id.to_string())));
        for Row { value, place } in &draft.sources {
            self.source(*place, value);
        }
    }

    fn source(&mut self, place: Place<'_>, source: &SourceEntry) {
        if !SOURCE_KINDS.contains(&source.kind.as_str()) {
            let why = format!("no kind of source is called `{}`", source.kind);
            let fault = place.fault(&source.kind, "source.kind", why);
            self.faults.push(fault.hint(SOURCE_KINDS.join(", ")));
        }
        if let Some(stance) = source.stance.as_ref().filter(|it| !STANCES.contains(&it.as_str())) {
            let fault = place.fault(stance, "source.stance", format!("no stance `{stance}`"));
            self.faults.push(fault.hint(STANCES.join(", ")));
        }
        if !('A'..='F').contains(&source.reliability) {
            let why = format!("`{}` is no letter from A to F", source.reliability);
            let word = source.reliability.to_string();
            self.fault(place, &word, "source.reliability", why);
        }
        if source.kind != "folder" && url::Url::parse(&source.url).is_err() {
            let why = format!("`{}` is no address", source.url);
            self.fault(place, &source.url, "source.url", why);
        }
        let secret = |it: &&String| !(it.starts_with("env:") || it.starts_with("file:"));
        if let Some(auth) = source.auth.as_ref().filter(secret) {
            let fault = place.fault(auth, "source.auth", "a secret must not stand in the pack");
            self.faults.push(fault.hint("name where it stands: env:NAME or file:PATH"));
        }
    }
}
