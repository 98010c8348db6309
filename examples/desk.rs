//! scratch
use std::{borrow::Cow, sync::Arc};
use vigie::{code, config, ingest, store, theatre::Names, tui};
fn main() {
    let names = Names::embedded("sahel");
    let dir = std::path::PathBuf::from(std::env::args().nth(1).expect("dir"));
    let demo_dir = std::env::args().nth(2).expect("demo dir");
    let coder = code::Coder::new(names);
    let files: Vec<(String, Vec<u8>)> = std::fs::read_dir(demo_dir)
        .expect("dir")
        .map(|it| {
            let p = it.expect("e").path();
            (
                p.file_name().expect("n").to_string_lossy().into_owned(),
                std::fs::read(&p).expect("read"),
            )
        })
        .collect();
    std::fs::create_dir_all(&dir).expect("dir");
    let demo = {
        let mut writer = store::Writer::open(&dir, names, code::VERSION).expect("writer");
        let files: Vec<(&str, Cow<'_, [u8]>)> =
            files.iter().map(|(n, b)| (n.as_str(), Cow::Borrowed(&b[..]))).collect();
        ingest::demo(&mut writer, &coder, &files).expect("demo")
    };
    let around = config::Surroundings::of_this_process();
    let settings = config::Settings::new(
        config::Config::default(),
        config::Flags { store: Some(dir.clone()), ..Default::default() },
        &around,
    )
    .expect("settings");
    let began = std::time::Instant::now();
    let start = demo.now;
    let end = tui::run(tui::Options {
        settings: &settings,
        names,
        store: dir,
        sources: demo.sources,
        terminal: config::TerminalFacts::of_this_process(),
        now: Arc::new(move || start + jiff::SignedDuration::try_from(began.elapsed()).expect("d")),
        demo: true,
        config_path: None,
    });
    match end {
        Ok(end) => std::process::exit(end.status().into()),
        Err(e) => {
            eprintln!("{e:#}");
            std::process::exit(2)
        }
    }
}
