//! The program as scripts meet it: arguments, exit codes, standard output and standard error.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

mod basics;
mod documents;

/// A folder that goes away with its test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("vigie-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file and gives its path.
    pub(crate) fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("within the folder")).expect("a folder");
        fs::write(&path, contents).expect("writable");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run of the program gave.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            status: output.status.code().expect("ended by itself"),
            out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// The same, after the status was what it should be.
    #[track_caller]
    pub(crate) fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, status, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Each line of standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        let lines = self.out.lines();
        lines.map(|it| serde_json::from_str(it).unwrap_or_else(|e| panic!("{e}: {it}"))).collect()
    }
}

/// The built program with no settings but those of its arguments.
pub(crate) fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.env_clear().env("HOME", home).env("TERM", "xterm").current_dir(home);
    command.stdin(Stdio::null());
    command
}

/// Runs the program with a store in the folder.
pub(crate) fn vigie(folder: &Folder, args: &[&str]) -> Ran {
    let store = folder.path().join("store");
    let mut command = program(folder.path());
    Ran::of(command.arg("--store").arg(store).args(args).output().expect("the program starts"))
}

/// Runs the program with a text on its standard input.
pub(crate) fn vigie_reads(folder: &Folder, args: &[&str], input: &[u8]) -> Ran {
    let store = folder.path().join("store");
    let mut command = program(folder.path());
    command.arg("--store").arg(store).args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("piped");
    let input = input.to_owned();
    // The program may write before it has read everything.
    let writer = std::thread::spawn(move || {
        let _ = pipe.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    Ran::of(output)
}

/// No byte that a terminal would obey, line ends aside.
#[track_caller]
pub(crate) fn is_harmless(text: &str) {
    let bad: Vec<char> = text
        .chars()
        .filter(|c| {
            (c.is_control() && *c != '\n')
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        })
        .collect();
    assert!(bad.is_empty(), "{bad:?} in {text:?}");
}
