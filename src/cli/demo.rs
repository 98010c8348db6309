//! The archive that ships within the program, in a store of its own that goes away.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::run::{self, Run};
use crate::{
    code::{self, Coder},
    ingest,
    store::Writer,
    theatre::Names,
};

macro_rules! archive {
    ($($file:literal),+ $(,)?) => {
        [$(($file, include_bytes!(concat!("../../assets/demo/", $file)).as_slice())),+]
    };
}

/// The files of `assets/demo`.
pub(super) static ARCHIVE: [(&str, &[u8]); 14] = archive![
    "azwad-press-2026-04-26.txt",
    "azwad-press-2026-04-28.txt",
    "dune-relay-tessit.html",
    "etat-major-2026-04-25.txt",
    "etat-major-2026-04-29.txt",
    "etat-major-2026-05-01.txt",
    "gourma-monitor-2026-05-03.txt",
    "manifest.toml",
    "northern-wire.json",
    "ouaga-matin-diapaga.html",
    "ouaga-matin-titao.html",
    "relais-du-niger.xml",
    "sahel-depeches.json",
    "sawt-al-sahel.json",
];

/// A store in a folder of its own that goes away with it.
pub(super) struct Demo {
    folder: PathBuf,
    names: &'static Names,
    /// What the archive is.
    pub(super) archive: ingest::Demo<'static>,
}

impl Demo {
    /// Makes a new store, empty yet.
    pub(super) fn new(run: &Run) -> Result<Self> {
        let names = run.names()?;
        let archive = ingest::Demo::open(&ARCHIVE)?;
        let unique = format!("vigie-demo-{}-{}", std::process::id(), run.now.as_second());
        let folder = std::env::temp_dir().join(unique);
        fs::create_dir(&folder).with_context(|| format!("make `{}`", folder.display()))?;
        let demo = Self { folder, names, archive };
        Writer::open(&demo.folder, names, code::VERSION).map_err(run::store_error)?;
        Ok(demo)
    }

    /// Fills the store from the archive.
    pub(super) fn fill(&self) -> Result<()> {
        let mut writer =
            Writer::open(&self.folder, self.names, code::VERSION).map_err(run::store_error)?;
        self.archive.fill(&mut writer, &Coder::new(self.names)).context("fill the demo's store")?;
        Ok(())
    }

    /// Its store.
    pub(super) fn store(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Nothing can be done about a folder that stays behind.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
