//! The packs within the binary.

use std::{borrow::Cow, sync::OnceLock};

use super::{load::Files, names::Names};

/// The ids of the packs within the binary; the first is the one that opens by itself.
pub const EMBEDDED: [&str; 1] = ["sahel"];

macro_rules! sahel {
    ($($file:literal),+ $(,)?) => {
        [$(($file, include_str!(concat!("../../assets/theatres/sahel/", $file)))),+]
    };
}

/// The files of a pack within the binary; `None` for an id that is not in [`EMBEDDED`].
pub fn embedded_files(theatre: &str) -> Option<Files> {
    (theatre == EMBEDDED[0]).then(|| {
        let files = sahel![
            "theatre.toml",
            "actors.toml",
            "people.toml",
            "events.toml",
            "sources.toml",
            "towns.tsv",
            "regions.geojson",
        ];
        files.into_iter().map(|(name, text)| (name.to_owned(), Cow::Borrowed(text))).collect()
    })
}

impl Names {
    /// The names of a pack within the binary, read once; a test holds that it has no fault.
    ///
    /// # Panics
    /// For an id that is not in [`EMBEDDED`].
    pub fn embedded(theatre: &str) -> &'static Self {
        static SAHEL: OnceLock<Names> = OnceLock::new();
        assert!(EMBEDDED.contains(&theatre), "no theatre `{theatre}` within the binary");
        SAHEL.get_or_init(|| {
            let files = embedded_files(theatre).expect("the id was looked up above");
            Self::lenient(&files)
        })
    }
}
