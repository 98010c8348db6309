//! Where the layers come from and how they are laid over each other.

use std::{
    collections::HashSet,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;
use toml::{Table, Value};

use super::Config;

/// What is wrong with a configuration file: its path, then line, column and caret.
#[derive(Debug)]
pub struct Fault {
    path: PathBuf,
    why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.why.trim_end())
    }
}

impl std::error::Error for Fault {}

/// What the program finds around it: folders and the few variables that it heeds.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// `VIGIE_CONFIG`.
    pub config: Option<PathBuf>,
    /// The files that are read when nothing else is named, the lowest layer first.
    pub files: Vec<PathBuf>,
    /// `STATE_DIRECTORY`, as systemd sets it.
    pub state_directory: Option<PathBuf>,
    /// The user's data folder.
    pub data: Option<PathBuf>,
    /// The user's state folder, for what is personal.
    pub state: Option<PathBuf>,
    /// `NO_COLOR` is set to something.
    pub no_color: bool,
}

impl Surroundings {
    /// The real ones.
    pub fn of_this_process() -> Self {
        let user = ProjectDirs::from("", "", "vigie");
        let user = user.as_ref();
        let mut files = vec![PathBuf::from("/etc/vigie/config.toml")];
        files.extend(user.map(|it| it.config_dir().join("config.toml")));
        Self {
            config: variable("VIGIE_CONFIG"),
            files,
            // systemd separates several folders by colons; the first is ours.
            state_directory: variable("STATE_DIRECTORY")
                .and_then(|it| Some(it.to_str()?.split(':').next()?.into())),
            data: user.map(|it| it.data_dir().to_owned()),
            state: user.map(|it| it.state_dir().unwrap_or(it.data_local_dir()).to_owned()),
            no_color: variable("NO_COLOR").is_some()
                || variable("TERM").is_some_and(|it| it.as_os_str() == "dumb"),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub(super) fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from)
}

/// The defaults with the files laid over them: `named` alone where it is given, else
/// `VIGIE_CONFIG` alone, else the usual files as far as they exist.
pub fn load(named: Option<&Path>, around: &Surroundings) -> Result<Config, Fault> {
    let mut table = Table::try_from(Config::default()).expect("the defaults can be written");
    if let Some(path) = named.or(around.config.as_deref()) {
        overlay(&mut table, read(path)?.ok_or_else(|| missing(path))?);
    } else {
        for path in &around.files {
            if let Some(layer) = read(path)? {
                overlay(&mut table, layer);
            }
        }
    }
    Ok(table.try_into().expect("every layer was read as a configuration by itself"))
}

fn missing(path: &Path) -> Fault {
    Fault { path: path.to_owned(), why: "no such file".to_owned() }
}

/// One file as a table, once it was found sound as a whole; `None` when there is none.
fn read(path: &Path) -> Result<Option<Table>, Fault> {
    let fault = |why: String| Fault { path: path.to_owned(), why };
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(error.to_string())),
    };
    let config = toml::from_str::<Config>(&text).map_err(|it| fault(it.to_string()))?;
    let mut ids = HashSet::new();
    if let Some(twice) = config.sources.iter().find(|it| !ids.insert(&it.id)) {
        return Err(fault(format!("two sources have the id `{}`: give one another", twice.id)));
    }
    toml::from_str(&text).map(Some).map_err(|it| fault(it.to_string()))
}

/// Lays a table over another: tables are merged, lists of tables (sources, rules) are appended, where
/// an entry replaces the one below that has its id, and everything else is replaced.
fn overlay(base: &mut Table, layer: Table) {
    for (key, value) in layer {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => overlay(below, above),
            (Some(Value::Array(below)), Value::Array(above))
                if above.iter().any(Value::is_table) =>
            {
                below.retain(|it| !above.iter().any(|new| has_id_of(new, it)));
                below.extend(above);
            }
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn has_id_of(new: &Value, old: &Value) -> bool {
    new.get("id").is_some_and(|it| old.get("id") == Some(it))
}

/// The secret that `env:NAME` or `file:PATH` stands for, without the line end; the fault never holds
/// the secret.
pub fn secret(stands: &str) -> Result<String, String> {
    let value = match stands.split_once(':') {
        Some(("env", name)) => variable(name)
            .and_then(|it| it.into_os_string().into_string().ok())
            .ok_or_else(|| format!("the environment has no `{name}`"))?,
        Some(("file", path)) => {
            fs::read_to_string(path).map_err(|why| format!("secret in `{path}`: {why}"))?
        }
        _ => return Err("`auth` must be env:NAME or file:PATH".to_owned()),
    };
    Ok(value.trim_end().to_owned())
}
