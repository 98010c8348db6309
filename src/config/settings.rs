//! From what was set to what can be used.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::{Context, Result, bail};

use super::{Color, Config, Surroundings};
use crate::theatre::{self, Files, Names, SourceEntry};

/// What the command line says about settings: the highest layer.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--store`.
    pub store: Option<PathBuf>,
    /// `--theatre`.
    pub theatre: Option<String>,
    /// `--color`.
    pub color: Option<Color>,
}

/// The settings in force.
#[derive(Debug)]
pub struct Settings {
    /// All values.
    pub config: Config,
    /// The store's folder, absolute.
    pub store: PathBuf,
    /// The user's own folder for read marks, stars and the last view; `None` without a home.
    pub state: Option<PathBuf>,
    /// `NO_COLOR` is set.
    no_color: bool,
    names: OnceLock<&'static Names>,
}

impl Settings {
    /// Lays the flags over the configuration, makes paths absolute and checks ranges.
    pub fn new(mut config: Config, flags: Flags, around: &Surroundings) -> Result<Self> {
        if let Some(store) = flags.store {
            config.store.folder = store;
        } else if config.store.folder.as_os_str().is_empty() {
            let folder = around.state_directory.as_ref().or(around.data.as_ref());
            let folder =
                folder.context("no home folder to keep the store in: name one by `--store`")?;
            config.store.folder.clone_from(folder);
        }
        if let Some(pack) = flags.theatre {
            config.theatre.pack = pack;
        }
        if let Some(color) = flags.color {
            config.desk.color = color;
        }
        check(&config)?;
        let store = std::path::absolute(&config.store.folder).context("find the store's folder")?;
        let state = around.state.clone();
        let no_color = around.no_color && flags.color.is_none();
        Ok(Self { config, store, state, no_color, names: OnceLock::new() })
    }

    /// The theatre pack; it lives as long as the program.
    pub fn names(&self) -> Result<&'static Names> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let names = load_pack(&self.config.theatre.pack)?;
        Ok(self.names.get_or_init(|| names))
    }

    /// Whether to write in colour where output goes to a terminal or not.
    pub fn colored(&self, is_terminal: bool) -> bool {
        match self.config.desk.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && !self.no_color,
        }
    }

    /// The pack's sources and one's own: an entry with the id of a pack's source replaces it.
    pub fn sources(&self) -> Result<Vec<SourceEntry>> {
        let own = &self.config.sources;
        let replaced = |it: &&SourceEntry| !own.iter().any(|own| own.id == it.id);
        let mut sources: Vec<_> = self.names()?.sources.iter().filter(replaced).cloned().collect();
        sources.extend(own.iter().cloned());
        for source in &mut sources {
            let listed = |list: &[String]| list.iter().any(|it| source.id == **it);
            source.enabled = (source.enabled || listed(&self.config.fetch.on))
                && !listed(&self.config.fetch.off);
        }
        Ok(sources)
    }
}

/// Ranges that a type cannot hold.
fn check(config: &Config) -> Result<()> {
    let fetch = &config.fetch;
    let positive = [
        ("parallel", fetch.parallel),
        ("per_host", fetch.per_host),
        ("connect_s", fetch.connect_s),
        ("first_byte_s", fetch.first_byte_s),
        ("whole_s", fetch.whole_s),
        ("max_transfer_mb", fetch.max_transfer_mb),
        ("max_body_mb", fetch.max_body_mb),
        ("max_entries", fetch.max_entries),
        ("min_minutes", fetch.min_minutes),
    ];
    if let Some((key, _)) = positive.iter().find(|(_, value)| *value == 0) {
        bail!("configuration: `fetch.{key}` must be at least 1");
    }
    if fetch.max_minutes < fetch.min_minutes {
        bail!("configuration: `fetch.max_minutes` is below `fetch.min_minutes`");
    }
    Ok(())
}

/// A pack by its name within the program, or from a folder.
fn load_pack(pack: &str) -> Result<&'static Names> {
    if theatre::EMBEDDED.contains(&pack) {
        return Ok(Names::embedded(pack));
    }
    let files = read_pack(Path::new(pack))?;
    let names = Names::from_files(&files).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("theatre pack `{pack}`: {} faults\n{}", faults.len(), lines.join("\n"))
    })?;
    Ok(Box::leak(Box::new(names)))
}

/// The files of a pack's folder by name; what is no UTF-8 text is read with replacement signs, so
/// that the check names its line.
pub fn read_pack(folder: &Path) -> Result<Files> {
    let what = || format!("theatre pack `{}`", folder.display());
    let mut files = Files::default();
    for entry in fs::read_dir(folder).with_context(what)? {
        let path = entry.with_context(what)?.path();
        let Some(name) = path.file_name().and_then(|it| it.to_str()) else { continue };
        let known = [".toml", ".tsv", ".geojson", ".jsonl"].iter().any(|end| name.ends_with(end));
        if !path.is_file() || name.starts_with('.') || !known {
            continue;
        }
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        files.insert(name.to_owned(), String::from_utf8_lossy(&bytes).into_owned().into());
    }
    if files.is_empty() {
        return Err(io::Error::from(io::ErrorKind::NotFound)).with_context(what);
    }
    Ok(files)
}
