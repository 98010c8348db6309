//! How long a whole store takes; run by hand: `cargo test --release group::tests::speed -- --ignored`.

use std::time::{Duration, Instant};

use super::*;

/// Two hundred thousand mentions of five years: a hundred towns have nine tenths of the news.
fn archive(reports: u32) -> Vec<Told> {
    let mut seed = 7_u64;
    let mut dice = move |sides: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % sides
    };
    let start: Date = "2020-01-01".parse().unwrap();
    let template = told(&[Say::new("r", "clash.base").town("Boni").who("jnim>mli_fama")]).remove(0);
    let codes = ["clash.base", "clash.ambush", "bomb.ied", "civ.attack", "pris.arrest", "civ.loot"];
    let mut found = Vec::new();
    for report in 0..reports {
        let published = start.saturating_add(i64::try_from(dice(1800)).unwrap().days());
        for turn in 0..2 {
            let mut told = template.clone();
            let id: Slug = format!("r{report}").as_str().into();
            told.origin.report = id.clone();
            told.origin.copy = u64::from(report);
            told.origin.publisher = format!("p{}", dice(100));
            told.origin.published = Some(Published::Day(published));
            told.mention.report = id;
            told.mention.event = codes[usize::try_from(dice(6)).unwrap()].into();
            told.mention.evidence = Span::new(turn * 10, turn * 10 + 9);
            let town = if dice(10) > 0 { dice(100) } else { dice(3000) };
            told.mention.place.town_id = Some(i64::try_from(town).unwrap());
            told.mention.place.precision = Some(u8::try_from(1 + dice(8) / 6).unwrap());
            let date = published.saturating_sub(i64::try_from(dice(3)).unwrap().days());
            let precision = u8::try_from(1 + dice(8) / 6).unwrap();
            told.mention.when = Some(When { date, end: None, precision, time_of_day: None });
            found.push(told);
        }
    }
    found
}

#[test]
#[ignore = "measures time"]
fn a_whole_store_takes_seconds() {
    let told = archive(100_000);
    let names = names();
    let start = Instant::now();
    let found = incidents(names, &told, &[]).len();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(10), "{found} incidents in {took:?}");
}
