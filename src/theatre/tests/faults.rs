use super::*;

const THEATRE: &str = r#"[theatre]
id = "test"
name = "Test"
languages = ["en"]

[[country]]
id = "ML"
name = "Mali"
core = true
time_zone = "Africa/Bamako"
capital = 1

[[region]]
name = "Kidal"
country = "ML"
capital = 1
latitude = 18.4
longitude = 1.4
"#;
const ACTORS: &str = r#"[[actor]]
id = "jnim"
name = "JNIM"
class = "jihadist"
inter = 2
names = { any = ["JNIM"] }

[[actor]]
id = "army"
name = "The army"
class = "state"
inter = 1
names = { en = ["Malian army"] }
"#;
const PEOPLE: &str = r#"[[office]]
id = "minister"
actor = "army"
words = { en = ["the minister"] }

[[person]]
name = "Sadio Camara"
offices = [{ office = "minister", from = "2021-01-01", to = "2026-04-25" }]
"#;
const EVENTS: &str = r#"[acled]
"Battles" = ["Armed clash"]

[[code]]
id = "clash.base"
what = "assault on a base"
acled = "Armed clash"
family = "ground"
rank = 1
severity = 3
sign = "B"
"#;
const SOURCES: &str = r#"[[source]]
id = "one"
name = "One"
url = "https://one.example/feed"
"#;
const TOWNS: &str = "\
1\tKidal\tML\tKidal\t\t18.44\t1.41\ttown\t1\t8\t\t
2\tTessalit\tML\tKidal\t\t20.20\t1.01\ttown\t1\t7\t\t
";

fn pack() -> Files {
    [
        ("theatre.toml", THEATRE),
        ("actors.toml", ACTORS),
        ("people.toml", PEOPLE),
        ("events.toml", EVENTS),
        ("sources.toml", SOURCES),
        ("towns.tsv", TOWNS),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.into()))
    .collect()
}

/// The pack with `old` made `new` in a file; both must differ, or the test would check nothing.
fn planted(mut files: Files, file: &str, old: &str, new: &str) -> Files {
    let text = files[file].replacen(old, new, 1);
    assert_ne!(text, files[file], "{file} does not hold `{old}`");
    files.insert(file.to_owned(), text.into());
    files
}

fn told(files: &Files) -> Vec<String> {
    let faults = Names::from_files(files).err().unwrap_or_default();
    faults.iter().map(ToString::to_string).collect()
}

fn one(file: &str, old: &str, new: &str, expected: &str) {
    assert_eq!(told(&planted(pack(), file, old, new)), [expected], "{file}: {old} -> {new}");
}

#[test]
fn a_whole_pack_has_no_fault() {
    assert_eq!(told(&pack()), Vec::<String>::new());
    assert_eq!(Names::from_files(&pack()).unwrap().id, "test");
}

#[test]
fn each_fault_of_an_actor_names_file_line_and_reason() {
    let check = one;
    check(
        "actors.toml",
        "class = \"state\"",
        "class = \"state\"\nparent = \"jnmi\"",
        "actors.toml:12: actor.parent: no actor is called `jnmi` (hint: did you mean `jnim`)",
    );
    check(
        "actors.toml",
        "id = \"jnim\"",
        "id = \"army\"",
        "actors.toml:9: actor: `army` stands on line 2 already",
    );
    check(
        "actors.toml",
        "inter = 1",
        "inter = 9",
        "actors.toml:12: actor.inter: 9 is no interaction code from 1 to 8",
    );
    check(
        "actors.toml",
        "name = \"The army\"",
        "name = \"The army\"\ncolour = \"red\"",
        "actors.toml:11: actor: unknown field `colour`, expected one of `id`, `name`, `class`, \
         `inter`, `acled`, `parent`, `names_parent`, `from`, `to`, `successor`, `countries`, \
         `names`, `generic`, \
         `press`, `allies`, `enemies`, `note`",
    );
    check(
        "actors.toml",
        "\"Malian army\"",
        "\"Malian army\", \"jnim\"",
        "actors.toml:13: actor.names: `jnim` names `army` and `jnim` \
         (hint: a spelling can name one only)",
    );
    check(
        "actors.toml",
        "\"Malian army\"",
        "\"Malian army\", \"\"",
        "actors.toml:13: actor.names: a spelling is empty",
    );
}

#[test]
fn people_events_places_and_sources_are_checked_too() {
    let check = one;
    check(
        "people.toml",
        "2026-04-25",
        "2020-04-25",
        "people.toml:8: person.offices: ends on 2020-04-25, before it begins on 2021-01-01",
    );
    check(
        "people.toml",
        "office = \"minister\"",
        "office = \"ministry\"",
        "people.toml:8: person.offices: no office is called `ministry` (hint: did you mean \
         `minister`)",
    );
    check(
        "events.toml",
        "rank = 1",
        "rank = 1\nflows = [\"grund\"]",
        "events.toml:10: code.flows: no family of events is called `grund` (hint: did you mean \
         `ground`)",
    );
    check(
        "theatre.toml",
        "latitude = 18.4",
        "latitude = 118.4",
        "theatre.toml:17: region: 118.4, 1.4 lies outside 90 or 180 degrees",
    );
    check(
        "theatre.toml",
        "Africa/Bamako",
        "Africa/Bamoko",
        "theatre.toml:10: country.time_zone: no time zone `Africa/Bamoko`",
    );
    check(
        "sources.toml",
        "https://one.example/feed",
        "one.example",
        "sources.toml:4: source.url: `one.example` is no address",
    );
    check(
        "sources.toml",
        "feed\"",
        "feed\"\n\n[[source]]\nid = \"one\"\nname = \"Two\"\nurl = \"https://two.example/feed\"",
        "sources.toml:7: source: `one` stands on line 2 already",
    );
    check("towns.tsv", "20.20", "twenty", "towns.tsv:2: town: latitude `twenty` is no number");
    check("towns.tsv", "\t7\t\t", "\t7\t", "towns.tsv:2: town: has 11 cells, expected 12");
    check(
        "towns.tsv",
        "Tessalit\tML\tKidal",
        "Tessalit\tML\tKidul",
        "towns.tsv:2: town: `ML` has no region `Kidul`",
    );
}

#[test]
fn a_capital_that_is_no_place_is_told() {
    assert_eq!(
        told(&planted(pack(), "theatre.toml", "capital = 1", "capital = 7")),
        ["theatre.toml:11: country.capital: no town has the id 7"]
    );
}

#[test]
fn a_date_that_is_none_is_told() {
    let faults = told(&planted(pack(), "people.toml", "2021-01-01", "2021-13-01"));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("people.toml:8: person: "), "{faults:?}");
}

#[test]
fn a_circle_of_parents_is_told_at_each() {
    let files = planted(pack(), "actors.toml", "inter = 2", "inter = 2\nparent = \"army\"");
    let files = planted(files, "actors.toml", "inter = 1", "inter = 1\nparent = \"jnim\"");
    assert_eq!(
        told(&files),
        [
            "actors.toml:6: actor.parent: `jnim` is part of itself",
            "actors.toml:14: actor.parent: `army` is part of itself",
        ]
    );
}

#[test]
fn all_faults_are_told_at_once() {
    let plants = [
        ("theatre.toml", "longitude = 1.4", "longitude = 181.4"),
        ("theatre.toml", "country = \"ML\"", "country = \"MX\""),
        ("actors.toml", "inter = 2", "inter = 0"),
        ("actors.toml", "id = \"army\"", "id = \"army\"\nparent = \"nobody\""),
        ("people.toml", "name = \"Sadio Camara\"", "name = \"Sadio Camara\"\nnmae = \"S\""),
        ("people.toml", "actor = \"army\"", "actor = \"navy\""),
        ("events.toml", "acled = \"Armed clash\"", "acled = \"Unarmed clash\""),
        ("events.toml", "severity = 3", "severity = 7"),
        ("sources.toml", "url = ", "kind = \"gopher\"\nurl = "),
        ("towns.tsv", "\ttown\t", "\tcity\t"),
    ];
    let files =
        plants.into_iter().fold(pack(), |files, (file, old, new)| planted(files, file, old, new));
    let faults = check(&files);
    for (file, ..) in plants {
        assert!(faults.iter().any(|it| it.at.as_ref().is_some_and(|it| it.0 == file)), "{file}");
    }
    assert!(faults.len() >= plants.len(), "{faults:#?}");
    assert!(faults.iter().all(|it| it.at.as_ref().is_some_and(|it| it.1 > 0)), "{faults:#?}");
}

#[test]
fn what_is_missing_or_no_table_is_told() {
    let mut files = pack();
    files.remove("people.toml");
    assert_eq!(told(&files), ["people.toml:1: people.toml: the pack has no such file"]);

    let faults = told(&planted(pack(), "sources.toml", "[[source]]", "[[sauce]]"));
    assert_eq!(faults, ["sources.toml:1: sauce: this file has no such table"]);

    let faults = told(&planted(pack(), "actors.toml", "id = \"army\"", "id = army\""));
    assert!(faults.iter().any(|it| it.starts_with("actors.toml:9: syntax: ")), "{faults:?}");
}

#[test]
fn a_faulty_row_costs_no_other() {
    let files = planted(pack(), "actors.toml", "inter = 1", "inter = \"one\"");
    let names = Names::lenient(&files);
    assert!(names.actor("jnim").is_some() && names.actor("army").is_none());
}
