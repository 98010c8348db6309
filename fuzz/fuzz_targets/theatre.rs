//! Any contents of a pack's files.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie::theatre::Names;

fuzz_target!(|files: Vec<(String, String)>| {
    const NAMES: [&str; 6] = [
        "theatre.toml", "actors.toml", "people.toml", "events.toml", "sources.toml", "towns.tsv",
    ];
    let named = NAMES.iter().map(|it| (*it).to_owned());
    let files = named.zip(files).map(|(name, (_, text))| (name, text.into())).collect();
    if let Ok(names) = Names::from_files(&files) {
        names.towns();
    }
});
