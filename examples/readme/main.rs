//! Makes what the README shows of the desk out of the program itself: screens of the demo, the
//! table of keys, and how many bytes the desk sends.
//!
//! `cargo run --example readme` after `cargo build`; `cargo run --release --example readme` takes
//! the figures of the optimised program. Nothing is fetched.

use std::{env, error::Error, fs, path::PathBuf, process::Command, time::Duration};

mod line;
mod svg;

use line::Line;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Long enough for a program built without optimisation on a busy machine.
const QUIET: Duration = Duration::from_millis(1_200);

fn main() -> Result<()> {
    let program = program()?;
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let screens = root.join("assets/screens");
    fs::create_dir_all(&screens)?;
    for (name, keys) in [("desk", "k"), ("incident", "jjjj2"), ("map", "k3")] {
        let mut desk = Line::open(&program, &["demo"], (120, 40))?;
        desk.wait_for(" 1/")?;
        desk.press(keys)?;
        desk.quiet(QUIET);
        fs::write(screens.join(format!("{name}.svg")), svg::of(desk.screen()))?;
        desk.leave()?;
    }
    let mut desk = Line::open(&program, &["demo"], (100, 30))?;
    desk.wait_for(" 1/")?;
    desk.press("k")?;
    desk.quiet(QUIET);
    let text: Vec<String> =
        desk.screen().contents().lines().map(|it| it.trim_end().to_owned()).collect();
    desk.leave()?;
    let path = root.join("README.md");
    let mut readme = fs::read_to_string(&path)?;
    put(&mut readme, "screen", &format!("```text\n{}\n```", text.join("\n")))?;
    put(&mut readme, "keys", vigie::tui::keys_markdown().trim())?;
    put(&mut readme, "figures", &figures(&program)?)?;
    fs::write(path, readme)?;
    Ok(())
}

/// The program beside this example.
fn program() -> Result<PathBuf> {
    let mut path = env::current_exe()?;
    path.pop();
    path.pop();
    path.push("vigie");
    if path.exists() { Ok(path) } else { Err("build the program first: `cargo build`".into()) }
}

/// Puts text between two marks.
fn put(readme: &mut String, name: &str, text: &str) -> Result<()> {
    let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let from = readme.find(&begin).ok_or("a mark is missing")? + begin.len();
    let to = readme.find(&end).ok_or("a mark is missing")?;
    readme.replace_range(from..to, &format!("\n{text}\n"));
    Ok(())
}

/// Bytes that the desk sends, counted on a real pseudo-terminal.
fn figures(program: &PathBuf) -> Result<String> {
    let mut table = String::from("| | 80×24 | 120×40 | 200×60 |\n|---|---|---|---|\n");
    let sizes = [(80, 24), (120, 40), (200, 60)];
    let counts: Vec<[usize; 6]> =
        sizes.iter().map(|size| counts(program, *size)).collect::<Result<_>>()?;
    let rows = [
        "idle, in three seconds",
        "moving the selection",
        "moving it with the incident beside the list, once it rests",
        "moving it past the edge: the list scrolls",
        "a notice of new incidents",
        "the whole screen",
    ];
    for (n, what) in rows.iter().enumerate() {
        let cells: Vec<String> = counts.iter().map(|it| it[n].to_string()).collect();
        table.push_str(&format!("| {what} | {} |\n", cells.join(" | ")));
    }
    Ok(table.trim().to_owned())
}

fn counts(program: &PathBuf, size: (u16, u16)) -> Result<[usize; 6]> {
    let store = env::temp_dir().join(format!("vigie-readme-{}", std::process::id()));
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo");
    let ingest = |path: &str| {
        Command::new(program).arg("--store").arg(&store).args(["-q", "ingest", path]).status()
    };
    ingest(demo)?;
    // Whoever holds this polls: the desk does not.
    let lock = vigie::store::PollLock::take(&store)?;
    let folder = store.display().to_string();
    let mut desk = Line::open(program, &["--store", &folder], size)?;
    desk.wait_for(" 1/")?;
    desk.press("jk")?;
    desk.quiet(QUIET);
    let idle = desk.bytes_in(Duration::from_secs(3));
    let most_of = |desk: &mut Line, steps: usize| -> Result<usize> {
        let mut most = 0;
        for _ in 0..steps {
            desk.press("j")?;
            most = most.max(desk.quiet(Duration::from_millis(300)));
        }
        Ok(most)
    };
    let moved = most_of(&mut desk, 4)?;
    desk.press("2")?;
    desk.quiet(QUIET);
    let previewed = most_of(&mut desk, 6)?;
    desk.press("1")?;
    desk.quiet(QUIET);
    let scrolled = most_of(&mut desk, 40)?;
    let news = store.with_extension("txt");
    fs::write(
        &news,
        "Gunmen attacked a post near Gao\nPublished: 3 May 2026\n\nUnidentified gunmen attacked an \
         army post near Gao on 2 May 2026, killing two soldiers, the army said.",
    )?;
    ingest(&news.display().to_string())?;
    let notice = desk.quiet(Duration::from_millis(2_500));
    desk.press("\x0c")?;
    let whole = desk.quiet(QUIET);
    desk.leave()?;
    drop(lock);
    fs::remove_file(news)?;
    fs::remove_dir_all(store)?;
    Ok([idle, moved, previewed, scrolled, notice, whole])
}
