//! The person's file, and files that a person asked for.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::personal::Personal;

/// The person's file for a store: marks go by a store's own commits, so each store has one.
pub fn path(folder: &Path, store: &Path) -> PathBuf {
    let store = fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
    let hash = xxhash_rust::xxh3::xxh3_64(store.as_os_str().as_encoded_bytes());
    folder.join(format!("desk-{hash:016x}.json"))
}

/// Reads a person's file; a missing one is a first run, an unreadable one a fault in words.
pub fn load(path: Option<&Path>) -> (Personal, Option<String>) {
    let Some(path) = path else {
        return (Personal::default(), Some("no state folder: marks last until you leave".into()));
    };
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return (Personal::default(), None);
        }
        Err(error) => return (Personal::default(), Some(format!("{}: {error}", path.display()))),
    };
    match serde_json::from_str(&text) {
        Ok(personal) => (personal, None),
        Err(error) => {
            // Kept aside, so that saving does not overwrite what a person may want to mend.
            let aside = path.with_extension("json.unreadable");
            let kept = fs::rename(path, &aside).is_ok();
            let more = if kept { format!("; kept as {}", aside.display()) } else { String::new() };
            (Personal::default(), Some(format!("{}: {error}{more}", path.display())))
        }
    }
}

/// Writes it, whole or not at all.
pub fn save(path: Option<&Path>, personal: &Personal) -> io::Result<()> {
    let Some(path) = path else { return Ok(()) };
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let fresh: PathBuf = path.with_extension(format!("json.{}", std::process::id()));
    fs::write(&fresh, serde_json::to_vec_pretty(personal)?)?;
    fs::rename(fresh, path)
}
