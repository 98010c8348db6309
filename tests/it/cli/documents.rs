//! Documents in, lists out.

use serde_json::Value;

use super::{Folder, is_harmless, vigie, vigie_reads};

const ATTACK: &str = "Soldiers killed in raid on army post at Dinangourou\n\n\
    At least eleven soldiers were killed and six wounded on Friday 24 April 2026 when JNIM fighters \
    attacked the army post at Dinangourou, in the Mopti region of Mali, a security source said.\n\n\
    Published: April 25, 2026\n";

const THREAT: &str = "JNIM threatens lorry drivers\n\n\
    JNIM threatened on Saturday to attack any driver who brings fuel to Bamako, in a video \
    published on its channel.\n\nPublished: April 25, 2026\n";

/// A store with one attack and one threat.
fn store(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.file("docs/attack.txt", ATTACK);
    folder.file("docs/threat.txt", THREAT);
    folder.file("docs/.hidden.txt", "nothing");
    folder.file("docs/notes.docx", "nothing");
    let ran = vigie(&folder, &["ingest", "docs"]).ends(0);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("2 documents: 2 new reports"), "{}", ran.err);
    assert!(ran.err.contains("2 files skipped, 0 faults"), "{}", ran.err);
    folder
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> =
        value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// The keys of each list as the README's readers rely on them, in alphabetic order.
#[test]
fn every_list_has_exactly_its_keys() {
    let folder = store("keys");
    let check = |list: &str, expected: &str| {
        let rows = vigie(&folder, &[list, "--format", "jsonl"]).ends(0).json();
        let first = rows.first().unwrap_or_else(|| panic!("{list} is empty"));
        assert_eq!(keys(first).join(" "), expected, "{list}");
        for row in &rows {
            assert_eq!(keys(row), keys(first), "{list}");
        }
    };
    check(
        "incidents",
        "acled_sub_type acled_type actors admin1 admin2 aliases also bearing changed civilian_targeting claims country date date_end deaths deaths_by_side edited_by event first_reported geo_precision headline id independent last_reported latitude longitude near_km outcome people place radius_km realis reports severity sources target time_of_day time_precision tolls town verification weapon wounded",
    );
    check(
        "reports",
        "actors countries events faults first_seen id language path people published published_precision publisher revisions source text title towns url",
    );
    check(
        "statements",
        "about acled_sub_type acled_type actors aliases also changed civilian_targeting claims date date_end edited_by event first_reported headline id independent last_reported outcome people realis reports severity sources target time_of_day time_precision verification weapon",
    );
    check(
        "towns",
        "admin1 attackers blockade control country deaths_30d incidents last_incident last_mention latitude longitude near quiet_days town unconfirmed_share",
    );
    check(
        "actors",
        "alleged as_attacker as_target claimed deaths_caused deaths_suffered id kinds last_statement name new_towns_30d towns_30d",
    );
    check(
        "sources",
        "enabled fault id kind language last_success last_try name next_try publisher reliability reports silent_s url usual_gap_s",
    );
}

#[test]
fn an_attack_is_read_whole() {
    let folder = store("attack");
    let rows =
        vigie(&folder, &["incidents", "town:dinangourou", "--format", "jsonl"]).ends(0).json();
    let [it] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!(it["date"], "2026-04-24");
    assert_eq!(it["town"], "Dinangourou");
    assert_eq!(it["admin1"], "Mopti");
    assert_eq!(it["deaths"]["low"], 11);
    let id = it["id"].as_str().expect("text");
    let shown = vigie(&folder, &["show", id]).ends(0).out;
    assert!(shown.contains("Dinangourou") && shown.contains("“At least eleven"), "{shown}");
    let same = vigie(&folder, &["show", id, "--format", "jsonl"]).ends(0).json();
    assert_eq!(same.first(), Some(it));
}

#[test]
fn the_past_is_seen_as_it_was() {
    let folder = store("past");
    let at = |time: &str| {
        vigie(&folder, &["incidents", "--as-of", time, "--format", "jsonl"]).ends(0).json()
    };
    assert!(at("2026-04-24").is_empty());
    let now = vigie(&folder, &["incidents", "--format", "jsonl"]).ends(0).json();
    assert_eq!(at("2026-04-25"), now);
}

#[test]
fn what_was_learned_later_counts_in_no_list_of_the_past() {
    let folder = store("later");
    let list = |name: &str| {
        let args = [name, "--as-of", "2026-04-26", "--format", "jsonl"];
        vigie(&folder, &args).ends(0).out
    };
    let names = ["incidents", "reports", "statements", "actors", "towns"];
    let before = names.map(list);
    let now = ["actors", "towns"].map(|it| vigie(&folder, &[it, "--format", "jsonl"]).ends(0).out);
    folder.file(
        "docs/later.txt",
        ATTACK
            .replace("24 April", "25 April")
            .replace("April 25,", "May 2,")
            .replace("eleven", "twelve"),
    );
    folder.file("docs/talk.txt", THREAT.replace("lorry", "bus").replace("April 25,", "May 3,"));
    vigie(&folder, &["ingest", "docs"]).ends(0);
    assert_eq!(names.map(list), before);
    for (name, was) in ["actors", "towns"].iter().zip(now) {
        assert_ne!(vigie(&folder, &[name, "--format", "jsonl"]).ends(0).out, was, "{name}");
    }
    let args = ["reports", "--as-of", "2026-04-26", "--limit", "1", "--format", "jsonl"];
    let rows = vigie(&folder, &args).ends(0).json();
    assert_eq!(rows.len(), 1, "what came later takes no place of a page");
    let ran = vigie(&folder, &["sources", "--as-of", "2026-04-26"]).ends(2);
    assert!(ran.err.contains("hint: "), "{}", ran.err);
}

#[test]
fn evidence_is_the_words_themselves() {
    let folder = store("evidence");
    for report in vigie(&folder, &["reports", "--format", "jsonl"]).ends(0).json() {
        let text = report["text"].as_str().expect("text");
        let spans = report["actors"].as_array().expect("a list").iter();
        for span in spans.flat_map(|it| it["evidence"].as_array().expect("a list")) {
            let at =
                |i: usize| usize::try_from(span[i].as_u64().expect("a number")).expect("small");
            let words = text.get(at(0)..at(1)).expect("on character boundaries");
            assert!(!words.is_empty() && words.trim() == words, "{words:?}");
        }
    }
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let folder = store("twice");
    let before = vigie(&folder, &["incidents", "--format", "jsonl"]).ends(0).out;
    let ran = vigie(&folder, &["ingest", "docs"]).ends(0);
    assert!(ran.err.contains("0 new reports, 0 revised, 2 known; 0 incidents"), "{}", ran.err);
    assert_eq!(vigie(&folder, &["incidents", "--format", "jsonl"]).ends(0).out, before);
    vigie(&folder, &["recode"]).ends(0);
    assert_eq!(vigie(&folder, &["incidents", "--format", "jsonl"]).ends(0).out, before);
}

#[test]
fn bad_input_is_a_fault_each_and_loses_nothing_else() {
    let folder = Folder::new("bad");
    folder.file("docs/attack.txt", ATTACK);
    folder.file("docs/binary.txt", [0_u8, 159, 146, 150, 0, 1, 2, 255].repeat(500));
    folder.file("docs/empty.txt", "");
    folder.file("docs/half.json", "{\"title\": {\"rendered\": \"Half a");
    folder.file("docs/large.txt", "word ".repeat(10_000_000));
    let ran = vigie(&folder, &["ingest", "docs", "nowhere.txt"]).ends(1);
    for name in ["binary.txt", "empty.txt", "half.json", "large.txt", "nowhere.txt"] {
        assert_eq!(ran.err.matches(name).count(), 1, "{name} in {}", ran.err);
    }
    assert!(!ran.err.contains("attack.txt"), "{}", ran.err);
    assert_eq!(vigie(&folder, &["reports", "--format", "jsonl"]).ends(0).json().len(), 1);
}

#[test]
fn bytes_that_are_no_utf8_are_a_fault_unless_they_say_what_they_are() {
    let folder = Folder::new("latin1");
    let text = b"<p>Trois civils ont \xe9t\xe9 tu\xe9s \xe0 M\xe9naka le 3 mai 2024.</p>";
    folder.file("bare.txt", text);
    let ran = vigie(&folder, &["ingest", "bare.txt"]).ends(1);
    assert!(ran.err.contains("bare.txt: it is not valid UTF-8"), "{}", ran.err);
    let head = b"<html><head><meta charset=\"iso-8859-1\"><title>M\xe9naka</title></head><body>";
    folder.file("said.html", [head.as_slice(), text, b"</body></html>"].concat());
    vigie(&folder, &["ingest", "said.html"]).ends(0);
    let rows = vigie(&folder, &["reports", "--format", "jsonl"]).ends(0).json();
    assert!(rows[0]["text"].as_str().expect("text").contains("tués à Ménaka"), "{rows:?}");
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let folder = Folder::new("hostile");
    let title =
        "=cmd \u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}evil\u{200b}\u{2066}\u{feff} in Gao";
    let body = "Five soldiers were killed in an attack on the army base in Gao on 2 May 2026.";
    let post = serde_json::json!({
        "title": {"rendered": title}, "content": {"rendered": format!("<p>{body}\u{1b}[31m</p>")},
        "date_gmt": "2026-05-03T10:00:00", "link": "https://x.example/a\u{1b}]8;;\n"});
    folder.file("post.json", post.to_string());
    vigie(&folder, &["ingest", "post.json"]).ends(0);
    for list in ["incidents", "reports", "statements", "actors", "towns", "sources"] {
        for format in ["table", "jsonl", "csv", "md"] {
            let ran = vigie(&folder, &[list, "--format", format]).ends(0);
            is_harmless(&ran.out.replace("\r\n", "\n"));
            is_harmless(&ran.err);
        }
    }
    let rows = vigie(&folder, &["reports", "--format", "jsonl"]).ends(0).json();
    let id = rows[0]["id"].as_str().expect("text");
    is_harmless(&vigie(&folder, &["show", id]).ends(0).out);
    is_harmless(&vigie(&folder, &["sitrep", "--since", "2026-01-01"]).ends(0).out);
    is_harmless(&vigie(&folder, &["code", "post.json"]).ends(0).out);
    is_harmless(&vigie(&folder, &["show", "\u{1b}[31m"]).ends(2).err);
    is_harmless(&vigie(&folder, &["ingest", "no\u{1b}[31mwhere"]).ends(1).err);
    let csv = vigie(&folder, &["reports", "--format", "csv"]).ends(0).out;
    assert!(csv.contains("'=cmd"), "{csv}");
}

#[test]
fn a_store_that_is_not_there_is_said() {
    let folder = Folder::new("missing");
    let ran = vigie(&folder, &["incidents"]).ends(2);
    assert!(ran.err.starts_with("vigie: no store in"), "{}", ran.err);
    assert!(ran.err.contains("\nhint: "), "{}", ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn a_faulty_filter_has_a_caret() {
    let folder = store("filter");
    let ran = vigie(&folder, &["incidents", "town:kati", "town:nosuchplace"]).ends(2);
    assert!(ran.err.contains("\n  town:kati town:nosuchplace\n                 ^"), "{}", ran.err);
    let ran = vigie(&folder, &["incidents", "-town:dinangourou", "--format", "jsonl"]).ends(0);
    assert!(ran.json().iter().all(|it| it["town"] != "Dinangourou"), "{}", ran.out);
}

#[test]
fn undated_rows_go_to_a_file_of_their_own() {
    let folder = Folder::new("csv");
    folder.file("docs/attack.txt", ATTACK);
    folder.file(
        "docs/undated.txt",
        "Three civilians were killed in an attack on the village of Ogossagou.",
    );
    vigie(&folder, &["ingest", "docs"]).ends(0);
    let ran = vigie(&folder, &["incidents", "--format", "csv", "--output", "x.csv"]).ends(0);
    assert!(ran.err.contains("1 incidents left out: 1 undated"), "{}", ran.err);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("written");
    assert!(read("x.csv").starts_with("event_id_cnty,event_date,year,time_precision,"));
    assert_eq!(read("x.csv").lines().count(), 2);
    assert!(read("x.left_out.csv").lines().nth(1).expect("a row").ends_with(",undated"));
}

#[test]
fn maps_are_geojson() {
    let folder = store("map");
    for list in ["incidents", "towns"] {
        let ran = vigie(&folder, &[list, "--format", "geojson"]).ends(0);
        let map: Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!(map["type"], "FeatureCollection", "{list}");
        assert_eq!(map["features"][0]["geometry"]["type"], "Point", "{list}");
    }
    vigie(&folder, &["actors", "--format", "geojson"]).ends(2);
}

#[test]
fn records_keep_their_order_and_ids() {
    let folder = Folder::new("records");
    let line = |i: usize| {
        format!(
            "{{\"id\":\"n{i}\",\"text\":\"{i} soldiers were killed in Gao on 3 May 2024.\",\"published\":\"2024-05-04\"}}\n"
        )
    };
    let input: String = (0..500).map(line).collect();
    let ran = vigie_reads(&folder, &["code", "--jsonl"], input.as_bytes()).ends(0);
    let ids: Vec<String> =
        ran.json().iter().map(|it| it["id"].as_str().expect("text").to_owned()).collect();
    assert_eq!(ids, (0..500).map(|i| format!("n{i}")).collect::<Vec<_>>());
    let input = format!("{}not json\n{}", line(1), line(2));
    let ran = vigie_reads(&folder, &["code", "--jsonl"], input.as_bytes()).ends(1);
    assert_eq!(ran.json().len(), 2);
    assert!(ran.err.starts_with("vigie: line 2: "), "{}", ran.err);
}

#[test]
fn a_text_is_explained() {
    let folder = Folder::new("explained");
    let ran = vigie_reads(&folder, &["code", "-"], ATTACK.as_bytes()).ends(0);
    assert!(ran.out.contains("event 1  clash.base"), "{}", ran.out);
    assert!(ran.out.contains("mli_fama as target"), "{}", ran.out);
}

#[test]
fn a_labelled_set_is_scored() {
    let folder = Folder::new("eval");
    let gold = serde_json::json!({"id": "a", "lang": "en", "published": "2026-04-25", "title": "", "text": ATTACK,
        "actors": ["jnim", "mli_fama"], "trap": null,
        "incidents": [{"cluster": "x", "date": "2026-04-24", "country": "ML", "admin1": "Mopti", "town": "Dinangourou",
            "event": "clash.base", "actor1": "jnim", "actor2": "mli_fama", "realis": "occurred",
            "deaths_low": 11, "deaths_high": 11, "wounded": 6}]});
    folder.file("gold.jsonl", gold.to_string());
    let ran = vigie(&folder, &["eval", "gold.jsonl"]).ends(0);
    let row = ran.out.lines().find(|it| it.starts_with("town ")).expect("a row");
    assert!(row.contains("1.000   1/1"), "{row}");
    vigie(&folder, &["eval", "gold.jsonl", "--misses", "nonsense"]).ends(2);
    folder.file("bad.jsonl", "{\"id\":");
    vigie(&folder, &["eval", "bad.jsonl"]).ends(1);
}

#[test]
fn the_demo_is_tables_where_there_is_no_terminal() {
    let folder = Folder::new("demo");
    let ran = vigie(&folder, &["demo"]).ends(0);
    for head in ["timeline\n", "\nactors\n", "\ntowns\n"] {
        assert!(ran.out.contains(head), "{}", ran.out);
    }
    is_harmless(&ran.out);
}

#[test]
fn a_situation_report_has_its_four_parts() {
    let folder = store("sitrep");
    let ran = vigie(&folder, &["sitrep", "--since", "2026-01-01", "--lang", "fr"]).ends(0);
    for head in ["## Confirmé", "## Revendiqué", "## Contesté", "## Non établi"] {
        assert!(ran.out.contains(head), "{}", ran.out);
    }
    vigie(&folder, &["sitrep", "--since", "yesterday"]).ends(2);
}

#[test]
fn only_a_recode_that_names_a_theatre_changes_that_of_the_store() {
    let folder = store("theatre");
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/theatres/sahel");
    for entry in std::fs::read_dir(shipped).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_str().expect("text");
        let bytes = std::fs::read(&path).expect("readable");
        let bytes = match name {
            "theatre.toml" => String::from_utf8(bytes)
                .expect("text")
                .replace("id = \"sahel\"", "id = \"elsewhere\"")
                .into_bytes(),
            _ => bytes,
        };
        folder.file(&format!("pack/{name}"), bytes);
    }
    let config = folder.file("c.toml", "[theatre]\npack = \"pack\"\n");
    let config = config.to_str().expect("text");
    let ran = vigie(&folder, &["--config", config, "recode"]).ends(2);
    assert!(
        ran.err.contains("the store is of the theatre `sahel`, not `elsewhere`"),
        "{}",
        ran.err
    );
    let before = vigie(&folder, &["incidents", "--format", "jsonl"]).ends(0).out;
    vigie(&folder, &["recode", "--theatre", "pack"]).ends(0);
    vigie(&folder, &["ingest", "docs"]).ends(2);
    let after = vigie(&folder, &["incidents", "--format", "jsonl", "--theatre", "pack"]).ends(0);
    assert_eq!(after.out, before);
}
