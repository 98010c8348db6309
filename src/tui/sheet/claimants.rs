//! Who says what of an incident: tolls and claims by claimant side by side, then their own words.

use std::collections::BTreeMap;

use crate::{
    model::{About, ClaimRow, Incident, Scope, Slug, Stance, TollKind, TollRow},
    theatre::Names,
    tui::{cells, labels, page::Builder, theme::Role},
};

/// Columns of the matter's name and of each claimant.
const MATTER: usize = 22;
const CLAIMANT: usize = 12;

/// What claimants speak of: the tolls first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Matter {
    Toll(TollKind, Scope, Option<Slug>),
    Claim(About),
}

/// A claimant: a party, or the press.
type Claimant = Option<Slug>;

/// The matrix, and below it the words of each.
pub(super) fn tell(out: &mut Builder, names: &Names, it: &Incident) {
    if it.tolls.is_empty() && it.claims.is_empty() {
        return;
    }
    out.heading("Who says what");
    let mut claimants: Vec<Claimant> = Vec::new();
    for by in it.claims.iter().map(|it| &it.by).chain(it.tolls.iter().map(|it| &it.by)) {
        if !claimants.contains(by) {
            claimants.push(by.clone());
        }
    }
    // The press comes last: it hands on what others say.
    claimants.sort_by_key(Option::is_none);
    let matters = matters(it);
    let abreast = (out.width.saturating_sub(MATTER + 1) / (CLAIMANT + 1)).max(1);
    for (n, part) in claimants.chunks(abreast).enumerate() {
        if n > 0 {
            out.gap();
        }
        table(out, names, &matters, part);
    }
    out.heading("In their words");
    for it in &it.tolls {
        toll_words(out, names, it);
    }
    for it in &it.claims {
        claim_words(out, names, it);
    }
}

/// What each claimant says of each matter.
fn matters(it: &Incident) -> BTreeMap<Matter, BTreeMap<Claimant, String>> {
    let mut matters: BTreeMap<Matter, BTreeMap<Claimant, String>> = BTreeMap::new();
    let mut add = |matter: Matter, by: &Claimant, words: String| {
        let said = matters.entry(matter).or_default().entry(by.clone()).or_default();
        if said.is_empty() {
            *said = words;
        } else if !said.split(", ").any(|it| it == words) {
            said.push_str(", ");
            said.push_str(&words);
        }
    };
    for it in &it.tolls {
        add(Matter::Toll(it.kind, it.scope, it.side.clone()), &it.by, number(it));
    }
    for it in &it.claims {
        add(Matter::Claim(it.about), &it.by, it.stance.word().to_owned());
    }
    matters
}

fn table(
    out: &mut Builder,
    names: &Names,
    matters: &BTreeMap<Matter, BTreeMap<Claimant, String>>,
    claimants: &[Claimant],
) {
    let heads: Vec<String> = claimants.iter().map(|it| speaker(names, it.as_ref())).collect();
    let mut row = vec![("", MATTER, Role::Muted)];
    row.extend(heads.iter().map(|it| (it.as_str(), CLAIMANT, Role::Actor)));
    out.row(&row);
    for (matter, said) in matters {
        if !claimants.iter().any(|it| said.contains_key(it)) {
            continue;
        }
        let name = name(names, matter);
        let mut row = vec![(name.as_str(), MATTER, Role::Text)];
        row.extend(claimants.iter().map(|it| {
            let words = said.get(it).map_or("", String::as_str);
            let role = match matter {
                Matter::Toll(..) => Role::Number,
                Matter::Claim(_) if words.contains(Stance::Denies.word()) => Role::Alert,
                Matter::Claim(_) => Role::Text,
            };
            (words, CLAIMANT, role)
        }));
        out.row(&row);
    }
}

fn name(names: &Names, matter: &Matter) -> String {
    match matter {
        Matter::Claim(about) => about_words(*about).to_owned(),
        Matter::Toll(kind, scope, side) => {
            let side = side.as_deref().map(|id| labels::actor_short(names, id));
            let scope = Some(scope.word()).filter(|_| *scope != Scope::Event);
            let parts = [Some(kind.word().to_owned()), side, scope.map(str::to_owned)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    }
}

/// A toll as it was said: `4`, `1-4`, `5+`, `<9`.
fn number(it: &TollRow) -> String {
    match (it.low, it.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}-{high}"),
        (Some(low), None) => format!("{low}+"),
        (None, Some(high)) => format!("<{high}"),
        (None, None) => "some".to_owned(),
    }
}

fn toll_words(out: &mut Builder, names: &Names, it: &TollRow) {
    let matter = Matter::Toll(it.kind, it.scope, it.side.clone());
    let mut what = format!("{} {}", number(it), name(names, &matter));
    if it.provisional {
        what.push_str(", so far");
    }
    words(out, names, it.by.as_ref(), (&what, Role::Number), &it.words);
}

fn claim_words(out: &mut Builder, names: &Names, it: &ClaimRow) {
    let mut what = format!("{} {}", it.stance.word(), about_words(it.about));
    if let Some(holder) = &it.control {
        what.push_str(" by ");
        what.push_str(&labels::actor_short(names, holder));
    }
    let role = if it.stance == Stance::Denies { Role::Alert } else { Role::Text };
    words(out, names, it.by.as_ref(), (&what, role), &it.words);
}

/// One speaker's words, wrapped beside what they say.
fn words(
    out: &mut Builder,
    names: &Names,
    by: Option<&Slug>,
    (what, role): (&str, Role),
    words: &str,
) {
    let what_wide = cells::width(what).clamp(10, 26);
    out.hanging(&[
        (&speaker(names, by), 11, Role::Actor),
        (what, what_wide, role),
        (&format!("“{words}”"), 0, Role::Muted),
    ]);
}

/// A claimant in a few letters.
pub(super) fn speaker(names: &Names, by: Option<&Slug>) -> String {
    by.map_or_else(|| "the press".to_owned(), |id| labels::actor_short(names, id))
}

/// What a claim is about.
pub(super) fn about_words(about: About) -> &'static str {
    match about {
        About::Event => "it happened",
        About::Responsibility => "responsibility",
        About::Toll => "the toll",
        About::Control => "control",
    }
}
