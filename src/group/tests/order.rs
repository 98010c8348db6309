//! Any order, any batches: the same partition.

use std::{collections::BTreeMap, convert::Infallible};

use proptest::prelude::*;

use super::*;

const CODES: [&str; 12] = [
    "clash.base",
    "clash.other",
    "bomb.ied",
    "fire.indirect",
    "civ.attack",
    "civ.assassination",
    "terr.capture",
    "terr.retake",
    "pris.attack",
    "say.claim",
    "say.statement",
    "pris.arrest",
];

const PEOPLE: [&str; 3] = ["Sadio Camara", "Aliou Exemple", "Binta Exemple"];

fn day(offset: u32) -> String {
    let start: Date = "2026-03-20".parse().unwrap();
    start.saturating_add(i64::from(offset).days()).to_string()
}

fn mention() -> impl Strategy<Value = Say> {
    let place = prop_oneof![
        6 => prop::sample::select(vec!["Boni", "Kati", "Bamako"]).prop_map(|it| (it, 1)),
        3 => prop::sample::select(vec!["Boni", "Bamako", "Kati", "Kéniéroba"]).prop_map(|it| (it, 2)),
        2 => prop::sample::select(vec!["Mopti", ""]).prop_map(|it| (it, 3)),
        1 => Just(("", 0)),
    ];
    let time = prop_oneof![
        6 => (0_u32..16).prop_map(|it| Some((it, 1))),
        3 => (0_u32..16).prop_map(|it| Some((it, 2))),
        1 => Just(Some((0, 3))),
        2 => Just(None),
    ];
    let who = prop::sample::select(vec![
        ">",
        "jnim>mli_fama",
        "issp>mli_fama",
        "mli_fama>jnim",
        "unidentified>mli_fama",
        "unidentified>civilians",
        "fla>mli_fama",
        "jnim>civilians",
    ]);
    let realis = prop_oneof![
        8 => Just(Realis::Occurred),
        1 => Just(Realis::Claimed),
        1 => Just(Realis::Denied),
        1 => Just(Realis::Background),
        1 => Just(Realis::Threatened),
    ];
    let code = prop::sample::select(CODES.to_vec());
    let victim = prop::option::weighted(0.25, 0_usize..4);
    let dead = prop::option::weighted(0.3, 3_u32..5);
    (code, place, time, who, realis, victim, prop::bool::weighted(0.1), dead).prop_map(
        |(code, place, time, who, realis, victim, sums, dead)| {
            let say = Say::new("", code).who(who).realis(realis);
            let say = match dead {
                Some(dead) => say.dead("", "mli_fama", dead, dead).toll(
                    TollKind::Wounded,
                    "",
                    "mli_fama",
                    Some(2),
                    Some(2),
                ),
                None => say,
            };
            let say = match place {
                (town, 1) => say.town(town),
                (town, 2) => say.near(town),
                (region, 3) => say.region("ML", region),
                _ => say,
            };
            let say = match time {
                Some((_, 3)) => say.time("2026-04-01", 3),
                Some((offset, precision)) => say.time(&day(offset), precision),
                None => say,
            };
            let say = match victim {
                Some(3) => say.office("mli.minister.defence"),
                Some(who) if sums => say.victim(PEOPLE[who]).victim(PEOPLE[0]),
                Some(who) => say.victim(PEOPLE[who]),
                None => say,
            };
            if sums && victim.is_none() { say.sums_up() } else { say }
        },
    )
}

/// Reports by name; about a third has no publication date and no dates of its own.
fn reports(max: usize) -> impl Strategy<Value = Vec<Vec<Told>>> {
    let report = (
        prop::collection::vec(mention(), 1..4),
        prop::option::weighted(0.7, 0_u32..20),
        prop::option::weighted(0.2, 0_u64..3),
    );
    prop::collection::vec(report, 1..max).prop_map(|reports| {
        let mut says = Vec::new();
        for (at, (mentions, published, copy)) in reports.into_iter().enumerate() {
            for mut say in mentions {
                let report = format!("r{at:02}");
                say.mention.report = report.as_str().into();
                say.report = report;
                say.published = published.map(|it| day(it).parse().unwrap());
                say.copy = copy;
                if published.is_none() {
                    say.mention.when = None;
                }
                says.push(say);
            }
        }
        let mut by_report: BTreeMap<Slug, Vec<Told>> = BTreeMap::new();
        for told in told(&says) {
            by_report.entry(told.origin.report.clone()).or_default().push(told);
        }
        by_report.into_values().collect()
    })
}

fn digests(incidents: &[Incident]) -> Vec<u64> {
    let mut found: Vec<u64> = incidents.iter().map(digest).collect();
    found.sort_unstable();
    found
}

fn lines(incidents: &[Incident]) -> String {
    incidents.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn brief(reports: &[Vec<Told>]) -> String {
    let mention = |it: &Told| {
        let m = &it.mention;
        let parties: Vec<String> =
            m.parties.iter().map(|it| format!("{}:{}", it.id, it.role.word())).collect();
        let people: Vec<&str> = m.people.iter().map(|it| it.name.as_str()).collect();
        format!(
            "{} pub {:?} copy {} {} {:?}/{:?} {:?} {} {} {people:?} {:?} sums {}\n",
            it.origin.report,
            it.origin.published,
            it.origin.copy,
            m.event,
            m.place.town.as_ref().or(m.place.admin1.as_ref()),
            m.place.precision,
            m.when.as_ref().map(|it| (it.date.to_string(), it.precision)),
            m.realis.word(),
            parties.join(" "),
            m.offices,
            m.sums_up,
        )
    };
    reports.iter().flatten().map(mention).collect()
}

/// A store of mentions in memory, with its incidents.
#[derive(Default)]
struct Memory {
    mentions: Vec<Told>,
    incidents: Vec<Incident>,
    decisions: Vec<Decision>,
    loaded: usize,
    /// Incidents that were said to go and never stood.
    stray: usize,
}

impl Memory {
    fn commit(&mut self, before: &[Told], after: &[Told], decisions: &[Decision]) {
        self.mentions.retain(|it| before.iter().all(|old| old.origin.report != it.origin.report));
        self.mentions.extend_from_slice(after);
        let change =
            Change { before, after, decided_before: &self.decisions, decided_after: decisions };
        let mut loaded = 0;
        let regrouped = regroup(names(), &change, |asked| {
            let found =
                self.mentions.iter().filter(|it| keys(it).iter().any(|it| asked.contains(it)));
            let found: Vec<Told> = found.cloned().collect();
            loaded += found.len();
            Ok::<_, Infallible>(found)
        })
        .unwrap();
        self.loaded = loaded;
        for gone in &regrouped.gone {
            let at = self.incidents.iter().position(|it| digest(it) == digest(gone));
            match at {
                Some(at) => _ = self.incidents.swap_remove(at),
                None => self.stray += 1,
            }
        }
        self.incidents.extend(regrouped.fresh);
        self.decisions = decisions.to_vec();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_mentions_says_nothing(
        (told, shuffled) in reports(14).prop_flat_map(|it| {
            let flat: Vec<Told> = it.into_iter().flatten().collect();
            (Just(flat.clone()), Just(flat).prop_shuffle())
        })
    ) {
        prop_assert_eq!(incidents(names(), &told, &[]), incidents(names(), &shuffled, &[]));
    }

    #[test]
    fn every_mention_is_in_one_incident_at_most(reports in reports(14)) {
        let told: Vec<Told> = reports.into_iter().flatten().collect();
        let found = incidents(names(), &told, &[]);
        let mut seats: Vec<_> =
            found.iter().flat_map(|it| &it.members).map(|it| (&it.report, it.evidence)).collect();
        let all = seats.len();
        seats.sort_unstable();
        seats.dedup();
        prop_assert_eq!(seats.len(), all);
        let news = told.iter().filter(|it| {
            it.mention.realis == Realis::Occurred && !it.mention.sums_up
        });
        for told in news {
            prop_assert!(seats.contains(&(&told.origin.report, told.mention.evidence)));
        }
    }

    #[test]
    fn batches_make_the_same_as_all_at_once(
        (reports, sizes) in reports(9)
            .prop_shuffle()
            .prop_flat_map(|it| (Just(it), prop::collection::vec(1_usize..4, 9)))
    ) {
        let mut memory = Memory::default();
        let mut rest = reports.as_slice();
        for size in sizes {
            let (batch, others) = rest.split_at(size.min(rest.len()));
            memory.commit(&[], &batch.concat(), &[]);
            rest = others;
        }
        memory.commit(&[], &rest.concat(), &[]);
        let whole = incidents(names(), &reports.concat(), &[]);
        prop_assert!(
            memory.stray == 0 && digests(&memory.incidents) == digests(&whole),
            "{}\n{}\nbut at once\n{}", brief(&reports), lines(&memory.incidents), lines(&whole)
        );
    }

    #[test]
    fn decisions_between_batches_make_the_same_as_all_at_once(
        (reports, picks) in reports(9)
            .prop_flat_map(|it| (Just(it), prop::collection::vec((any::<bool>(), 0_usize..9, 0_usize..9), 1..4)))
    ) {
        let mut memory = Memory::default();
        let half = reports.len() / 2;
        memory.commit(&[], &reports[..half].concat(), &[]);
        let anchor = |at: usize| {
            let mention = &reports[at % reports.len()][0].mention;
            Anchor { report: mention.report.clone(), evidence: mention.evidence }
        };
        let mut decisions = Vec::new();
        for (turn, (merges, one, other)) in picks.into_iter().enumerate() {
            let (left, right) = (vec![anchor(one)], vec![anchor(other)]);
            let what = if merges {
                Ruling::Merge { mentions: [left, right].concat() }
            } else {
                Ruling::Split { left, right }
            };
            let at = format!("2026-09-0{}T00:00:00Z", turn + 1).parse().unwrap();
            decisions.push(Decision { by: "awa".into(), at, what });
            let before = memory.mentions.clone();
            let named: Vec<Told> = before
                .into_iter()
                .filter(|it| [one, other].iter().any(|at| anchor(*at).report == it.origin.report))
                .collect();
            memory.commit(&named, &named, &decisions);
        }
        memory.commit(&[], &reports[half..].concat(), &decisions);
        let whole = incidents(names(), &reports.concat(), &decisions);
        prop_assert!(
            memory.stray == 0 && digests(&memory.incidents) == digests(&whole),
            "{decisions:?}\n{}\n{}\nbut at once\n{}", brief(&reports), lines(&memory.incidents), lines(&whole)
        );
    }

    #[test]
    fn a_report_taken_out_again_leaves_no_trace(
        (reports, at) in reports(9).prop_flat_map(|it| (Just(it.clone()), 0..it.len()))
    ) {
        let mut memory = Memory::default();
        memory.commit(&[], &reports.concat(), &[]);
        memory.commit(&reports[at], &[], &[]);
        let rest: Vec<Told> =
            reports.iter().enumerate().filter(|(it, _)| *it != at).flat_map(|(_, it)| it.clone()).collect();
        let whole = incidents(names(), &rest, &[]);
        prop_assert!(
            memory.stray == 0 && digests(&memory.incidents) == digests(&whole),
            "{}\n{}\nbut at once\n{}", brief(&reports), lines(&memory.incidents), lines(&whole)
        );
    }
}
