//! What SQL selects is what `matches` says.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use proptest::{prelude::*, sample::select, strategy::ValueTree as _, test_runner::TestRunner};

use super::build::{ACTORS, CODES, TOWNS, World, now, today, world};
use crate::{
    model::{Lang, Realis, Slug, Verification},
    query::{
        Node, Query, Term,
        ast::{Amount, Compare, Named, Number, Part, Reach},
        time::{Period, Stretch},
        words::search_words,
    },
    store::{Cursor, List, Order, Page, ReportPage},
};

fn named<T>(any: Vec<T>) -> Named<T> {
    Named { text: "some".to_owned(), any }
}

fn stretch() -> impl Strategy<Value = Stretch> {
    prop_oneof![
        Just(Stretch::Year(2026)),
        Just(Stretch::Month(2026, 4)),
        (0_i64..20).prop_map(|it| Stretch::Day(today() - jiff::ToSpan::days(it))),
        Just(Stretch::Today),
        (0_u16..20).prop_map(Stretch::Days),
        (0_u16..200).prop_map(Stretch::Hours),
    ]
}

fn compare() -> impl Strategy<Value = Compare> {
    use Compare::{AtLeast, AtMost, Equal, Less, More};
    select(vec![Less, AtMost, Equal, AtLeast, More])
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        stretch().prop_map(Period::In),
        (proptest::option::of(stretch()), stretch())
            .prop_map(|(from, to)| Period::Between(from, Some(to))),
        (compare(), stretch()).prop_map(|(compare, it)| Period::Is(compare, it)),
    ]
}

fn slugs(all: &'static [&str]) -> impl Strategy<Value = Named<Slug>> {
    proptest::sample::subsequence(all, 1..all.len())
        .prop_map(|some| named(some.into_iter().map(Slug::from).collect()))
}

fn of_incident() -> impl Strategy<Value = Term> {
    let part = select(vec![Part::Any, Part::Attacker, Part::Target]);
    let reach = select(vec![Reach::Town, Reach::Near]);
    let number = select(vec![Number::Severity, Number::Deaths, Number::Wounded]);
    let amount = prop_oneof![
        (compare(), 0_u32..9).prop_map(|(compare, n)| Amount::Is(compare, n)),
        (0_u32..9, 0_u32..9).prop_map(|(a, b)| Amount::Between(a, b)),
    ];
    let region = select(TOWNS.to_vec()).prop_map(|it| (Slug::from(it.1), it.2.to_owned()));
    prop_oneof![
        (part, slugs(&ACTORS)).prop_map(|(part, it)| Term::Actor(part, it)),
        Just(Term::Object("convoy".into())),
        (reach, 1_i64..4).prop_map(|(reach, it)| Term::Town(reach, named(vec![it]))),
        region.prop_map(|it| Term::Region(named(vec![it]))),
        select(vec!["ML", "BF", "NE"]).prop_map(|it| Term::Country(named(vec![it.into()]))),
        slugs(&CODES).prop_map(Term::Kind),
        select(Realis::ALL.to_vec()).prop_map(Term::Realis),
        select(Verification::ALL.to_vec()).prop_map(Term::Verification),
        (number, amount).prop_map(|(number, amount)| Term::Number(number, amount)),
        any::<bool>().prop_map(Term::Late),
        select(vec!["Camara", "camara sadio", "غالي"])
            .prop_map(|it| Term::Person(named(vec![search_words(it)]))),
        proptest::sample::subsequence(vec!["i0", "i1", "i9"], 0..3).prop_map(|ids| {
            Term::Ids(Arc::new(ids.into_iter().map(Slug::from).collect::<BTreeSet<_>>()))
        }),
    ]
}

fn of_report() -> impl Strategy<Value = Term> {
    let lang = select(vec![None, Some(Lang::En), Some(Lang::Fr), Some(Lang::Ar)]);
    let word = select(vec!["convoy", "FUEL", "mali", "l'Armée", "ete", "جيش", "الجيش", "بلد"]);
    let phrase = select(vec!["fuel convoy", "convoys of fuel", "a repousse", "الجيش المالي"]);
    prop_oneof![
        period().prop_map(Term::On),
        period().prop_map(Term::Since),
        period().prop_map(Term::Until),
        any::<bool>().prop_map(Term::Undated),
        slugs(&["rfi", "rfi_ha", "tamani"]).prop_map(Term::Source),
        select(vec!["rfi", "rfi.fr", "ete", "tamani"])
            .prop_map(|it| Term::Publisher(it.to_owned())),
        lang.prop_map(Term::Language),
        word.prop_map(|it| Term::Word(search_words(it))),
        phrase.prop_map(|it| Term::Phrase(search_words(it))),
    ]
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![of_incident(), of_report()].prop_map(Node::Term);
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Node::and),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Node::or),
            inner.prop_map(Node::negated),
        ]
    })
}

fn query() -> impl Strategy<Value = Query> {
    node().prop_map(|root| Query { root, now: now() })
}

/// The ids that a query selects by its meaning.
fn meant(world: &World, query: &Query) -> BTreeSet<Slug> {
    let matches = |it: &&crate::model::Incident| {
        world.view(Some(it), &it.reports(), |view| query.matches(view))
    };
    world.incidents.iter().filter(matches).map(|it| it.id.clone()).collect()
}

fn meant_reports(world: &World, query: &Query) -> BTreeSet<Slug> {
    let chosen = meant(world, query);
    let matches = |it: &&crate::model::Report| {
        let told = world.incidents.iter().filter(|one| one.reports().contains(&it.id));
        let told: Vec<_> = told.collect();
        if !told.is_empty() {
            return told.iter().any(|it| chosen.contains(&it.id));
        }
        world.view(None, std::slice::from_ref(&it.id), |view| query.matches(view))
    };
    world.reports.iter().filter(matches).map(|it| it.id.clone()).collect()
}

/// The generator is broad enough to prove something: every kind of term comes up, selects some
/// incident of some world and leaves out another; so do words with accents and in Arabic.
#[test]
fn generated_terms_select_and_leave_out() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for _ in 0..120 {
        let world = world().new_tree(&mut runner).expect("a world").current();
        for _ in 0..60 {
            let term = prop_oneof![of_incident(), of_report()];
            let term = term.new_tree(&mut runner).expect("a term").current();
            let written = format!("{term:?}");
            let kind = written.split('(').next().unwrap_or_default();
            let script = match &term {
                Term::Word(_) | Term::Phrase(_) if written.contains('ج') => " in Arabic",
                _ => "",
            };
            let query = Query { root: Node::Term(term), now: now() };
            let found = meant(&world, &query).len();
            let counts = seen.entry(format!("{kind}{script}")).or_default();
            counts[0] += u32::from(found > 0);
            counts[1] += u32::from(found < world.incidents.len());
        }
    }
    let kinds: Vec<&str> = seen.keys().map(String::as_str).collect();
    assert_eq!(kinds, KINDS);
    let idle: Vec<_> = seen.iter().filter(|(_, counts)| counts.contains(&0)).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

const KINDS: [&str; 23] = [
    "Actor",
    "Country",
    "Ids",
    "Kind",
    "Language",
    "Late",
    "Number",
    "Object",
    "On",
    "Person",
    "Phrase",
    "Phrase in Arabic",
    "Publisher",
    "Realis",
    "Region",
    "Since",
    "Source",
    "Town",
    "Undated",
    "Until",
    "Verification",
    "Word",
    "Word in Arabic",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sql_selects_what_matches_says(
        world in world(),
        queries in proptest::collection::vec(query(), 24),
    ) {
        world.stored(|_, reader| {
            for query in &queries {
                let page = Page::all(List::Both);
                let rows = reader.load(query, &page).unwrap().rows;
                let found: BTreeSet<Slug> = rows.into_iter().map(|it| it.incident.id).collect();
                prop_assert_eq!(&found, &meant(&world, query), "{:?}", query.root);
                let count = reader.count(query, List::Both).unwrap();
                prop_assert_eq!(count, found.len() as u64);
                let reports = reader.reports(query, &ReportPage::default()).unwrap();
                let reports: BTreeSet<Slug> = reports.into_iter().map(|it| it.report.id).collect();
                prop_assert_eq!(reports, meant_reports(&world, query), "{:?}", query.root);
            }
            Ok(())
        })?;
    }

    #[test]
    fn pages_make_up_the_whole(world in world(), limit in 1_usize..4, query in query()) {
        world.stored(|_, reader| {
            for order in [Order::Changed, Order::Day] {
                let whole = Page { order, ..Page::all(List::Both) };
                let whole = reader.load(&query, &whole).unwrap().rows;
                let mut rows = Vec::new();
                let mut after: Option<Cursor> = None;
                loop {
                    let page = Page { order, after, limit: Some(limit), ..Page::default() };
                    let page = Page { list: List::Both, ..page };
                    let snapshot = reader.load(&query, &page).unwrap();
                    prop_assert!(snapshot.rows.len() <= limit);
                    rows.extend(snapshot.rows);
                    after = snapshot.next;
                    if after.is_none() {
                        break;
                    }
                }
                prop_assert_eq!(&rows, &whole);
                // The same from the end, each page before the row that began the one after it.
                let mut rows = Vec::new();
                let mut before: Option<Cursor> = None;
                loop {
                    let page = Page { order, after: before, limit: Some(limit), back: true, list: List::Both };
                    let mut page = reader.load(&query, &page).unwrap().rows;
                    let Some(first) = page.first() else { break };
                    let cursor = order.cursor(&first.incident);
                    let place = reader.place(&query, List::Both, order, &cursor).unwrap();
                    page.extend(rows);
                    rows = page;
                    prop_assert_eq!(place as usize + rows.len(), whole.len());
                    before = Some(cursor);
                }
                prop_assert_eq!(&rows, &whole);
            }
            Ok(())
        })?;
    }
}
