//! The loop around the pure desk: events in, effects out, a frame when something changed.
//!
//! Four threads: this one draws; one reads keys; one owns the store's reader and answers; one
//! watches for the end. None of them waits for another but through a channel.

use std::{
    io,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use crossterm::event::{self, Event as Input, KeyEventKind, MouseEventKind};
use jiff::Timestamp;

use super::{
    clock,
    data::{Answer, Slot},
    effect::{Effect, Msg},
    files::Keeper,
    key::Key,
    link,
    loader::{self, Task},
    personal::Personal,
    programs::{Program, Programs},
    source::Source,
    state::State,
    terminal::{self, Desk, Probe},
    update,
    view::view,
    watchdog::{self, End},
};
use crate::{
    config::{Tell, TerminalFacts},
    model::Incident,
    output,
};

/// What reaches the loop.
#[derive(Debug)]
pub enum Event {
    /// For the desk itself.
    Msg(Msg),
    /// What the terminal said that it can do.
    Probed(Probe),
    /// The shell gave the terminal back.
    Resumed,
    /// The person's file was written by some desk.
    Person,
    /// A watch rule's program has its input.
    Program(Program),
    /// The end.
    End(End),
}

/// The clock: the real one, or the demo's.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the loop works with.
pub struct Outside {
    /// The clock.
    pub now: Now,
    /// The person's file.
    pub keeper: Keeper,
    /// What the environment says of the terminal.
    pub terminal: TerminalFacts,
}

/// How long keys rest before a preview follows.
const PAUSE: Duration = Duration::from_millis(100);

/// How long a terminal has to answer what it can do.
const ANSWERS: Duration = Duration::from_millis(800);

struct Loop {
    outside: Outside,
    state: State,
    desk: Desk,
    to_loader: Sender<Task>,
    from: Receiver<Event>,
    to_self: Sender<Event>,
    pause: Option<(Instant, u64)>,
    programs: Programs,
    end: Option<End>,
}

/// Runs the desk until its end.
pub fn run(mut state: State, source: Source, outside: Outside) -> anyhow::Result<End> {
    let (to_self, from) = mpsc::channel();
    restore_on_panic(terminal::leave);
    let desk = terminal::enter()?;
    let size = terminal::size();
    state.size = (size.width, size.height);
    let to_loader =
        loader::start(source, outside.keeper.path().map(Path::to_owned), to_self.clone())?;
    watchdog::start(to_self.clone())?;
    let first = update::open(&mut state);
    let mouse = state.settings.mouse;
    let (pause, programs, end) = (None, Programs::default(), None);
    let mut it = Loop { outside, state, desk, to_loader, from, to_self, pause, programs, end };
    it.perform(first);
    it.draw()?;
    if mouse {
        terminal::set_mouse(&mut it.desk, true)?;
    }
    it.desk.backend_mut().send(terminal::PROBE)?;
    read_keys(it.to_self.clone())?;
    let end = it.turn();
    if !matches!(end, Ok(End::Gone)) {
        terminal::leave();
    }
    drop(it);
    Ok(end?)
}

/// What was typed while the terminal was asked, as keys have their names.
fn typed(text: &str) -> String {
    text.replace('<', "")
        .replace(['\r', '\n'], "<enter>")
        .replace('\x1b', "<esc>")
        .replace('\t', "<tab>")
}

/// From now on a panic of this thread, the desk's own, gives the terminal back and is told. One of
/// another thread is noted only: it may be caught, and the desk goes on.
pub(crate) fn restore_on_panic(leave: fn()) {
    let (desk, before) = (thread::current().id(), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |info| {
        tracing::error!("{}", output::lines(&info.to_string()));
        if thread::current().id() == desk {
            leave();
            before(info);
        }
    }));
}

impl Loop {
    fn turn(&mut self) -> io::Result<End> {
        loop {
            if let Some(end) = self.end {
                return Ok(end);
            }
            self.draw()?;
            match self.from.recv_timeout(self.patience()) {
                Ok(event) => self.take(event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Gone),
            }
            // What came meanwhile is taken before the next frame.
            while let Ok(event) = self.from.try_recv() {
                self.take(event);
            }
            self.tick();
        }
    }

    /// How long nothing can happen by itself.
    fn patience(&self) -> Duration {
        let minute = clock::to_next_minute((self.outside.now)());
        match self.pause {
            Some((until, _)) => minute.min(until.saturating_duration_since(Instant::now())),
            None => minute,
        }
    }

    fn tick(&mut self) {
        let now = clock::minute((self.outside.now)());
        if now != self.state.now {
            self.take(Event::Msg(Msg::Minute(now)));
        }
        if let Some((_, number)) = self.pause.take_if(|(until, _)| *until <= Instant::now()) {
            self.take(Event::Msg(Msg::Paused(number)));
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let state = &self.state;
        if let Some(links) = &mut self.desk.backend_mut().links {
            links.clone_from(&state.reader.links);
        }
        self.desk.draw(|frame| view(state, frame)).map(|_| ())
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Msg(msg) => {
                if matches!(msg, Msg::Resize(..)) {
                    let _ = terminal::resize(&mut self.desk);
                }
                let effects = update::update(&mut self.state, msg);
                self.perform(effects);
            }
            Event::Probed(probe) => {
                let facts = &self.outside.terminal;
                let links = link::supported(facts, probe.version.as_deref());
                let screen = self.desk.backend_mut();
                screen.synchronized = probe.synchronized;
                screen.links = links.then(Vec::new);
                for key in Key::sequence(&typed(&probe.typed)).unwrap_or_default() {
                    self.take(Event::Msg(Msg::Key(key)));
                }
            }
            Event::Resumed => self.return_to_screen(),
            Event::Program(program) => self.run_program(program),
            Event::Person => {
                if let Some(merged) = self.outside.keeper.news(&self.state.personal) {
                    self.agree(merged);
                }
            }
            Event::End(end) => {
                self.state.personal.looked = self.state.personal.looked.max(self.state.commit);
                self.save(&self.state.personal.clone());
                self.end = Some(end);
            }
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(number, ask) => {
                    // The loader is gone only when the program ends.
                    let _ = self.to_loader.send(Task::Ask(number, ask));
                }
                Effect::Pause(number) => self.pause = Some((Instant::now() + PAUSE, number)),
                Effect::Copy { what, text } => self.copy(&what, &text),
                Effect::Open(url) => open(url, self.to_self.clone()),
                Effect::Save(personal) => self.save(&personal),
                Effect::Export(path, ask) => {
                    let _ = self.to_loader.send(Task::Export(path, ask));
                }
                Effect::Tell { rule, ways, text, command, incident } => {
                    if !self.outside.keeper.is_told_elsewhere(&rule, &incident.id) {
                        self.tell(&ways, &text, &command, &incident);
                    }
                }
                Effect::Mouse(on) => {
                    let _ = terminal::set_mouse(&mut self.desk, on);
                }
                Effect::Redraw => {
                    let _ = terminal::resize(&mut self.desk).and_then(|()| self.desk.clear());
                    let size = terminal::size();
                    self.state.size = (size.width, size.height);
                }
                Effect::Suspend => self.suspend(),
                Effect::Quit => self.end = Some(End::Quit),
            }
        }
    }

    fn say(&mut self, said: Result<String, String>) {
        let effects = update::update(&mut self.state, Msg::Said(said));
        self.perform(effects);
    }

    fn copy(&mut self, what: &str, text: &str) {
        let sequence = terminal::clipboard(text, self.outside.terminal.tmux);
        let sent = self.desk.backend_mut().send(&sequence);
        let count = text.chars().count();
        self.say(match sent {
            Ok(()) => Ok(format!("sent to the clipboard ({count} characters): {what}")),
            Err(error) => Err(format!("could not copy: {error}")),
        });
    }

    fn save(&mut self, personal: &Personal) {
        match self.outside.keeper.save(personal) {
            Ok(merged) => self.agree(merged),
            Err(error) => self.say(Err(format!("marks are not saved: {error}"))),
        }
    }

    /// Takes what another desk of the person has marked.
    fn agree(&mut self, personal: Personal) {
        if personal != self.state.personal {
            self.take(Event::Msg(Msg::Person(Box::new(personal))));
        }
    }

    fn tell(&mut self, ways: &[Tell], text: &str, command: &[String], incident: &Incident) {
        let mut sequence = String::new();
        for way in ways {
            match way {
                Tell::Bell => sequence.push('\x07'),
                Tell::Notify => sequence.push_str(&terminal::notification(text)),
                Tell::Title => sequence.push_str(&terminal::title(text)),
                Tell::Command => self.hand_over(command, incident),
            }
        }
        let _ = self.desk.backend_mut().send(&sequence);
    }

    /// Has a rule's program run, never through a shell, with the incident on its standard input as
    /// the loader writes it.
    fn hand_over(&mut self, command: &[String], incident: &Incident) {
        let Some((name, arguments)) = command.split_first() else { return };
        let (name, arguments) = (name.clone(), arguments.to_vec());
        let program = Program { name, arguments, input: Vec::new() };
        let _ = self.to_loader.send(Task::Write(program, Box::new(incident.clone())));
    }

    fn run_program(&mut self, program: Program) {
        let to = self.to_self.clone();
        self.programs.run(program, move |why| {
            let _ = to.send(Event::Msg(Msg::Said(Err(format!("watch rule: {why}")))));
        });
    }

    /// Gives the terminal to the shell and stops the whole group, as the shell expects. Where
    /// nobody could wake it again the kernel drops the signal, and the desk goes on.
    fn suspend(&mut self) {
        terminal::leave();
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        // The signal may reach another thread first: wait to be woken, or for nothing to happen.
        thread::sleep(Duration::from_millis(50));
        self.return_to_screen();
    }

    fn return_to_screen(&mut self) {
        let _ = terminal::enter_again(&mut self.desk, self.state.settings.mouse);
        let size = terminal::size();
        self.take(Event::Msg(Msg::Resize(size.width, size.height)));
    }
}

/// Reads what the terminal answers, then keys for ever, on a thread of its own.
fn read_keys(to: Sender<Event>) -> io::Result<()> {
    thread::Builder::new().name("keys".into()).spawn(move || {
        let probe = terminal::read_answers(ANSWERS).unwrap_or_default();
        if to.send(Event::Probed(probe)).is_err() {
            return;
        }
        while let Ok(input) = event::read() {
            if let Some(msg) = message(input)
                && to.send(Event::Msg(msg)).is_err()
            {
                return;
            }
        }
    })?;
    Ok(())
}

fn message(input: Input) -> Option<Msg> {
    match input {
        Input::Key(key) if key.kind != KeyEventKind::Release => {
            Some(Msg::Key(Key::from_event(key)?))
        }
        Input::Paste(text) => Some(Msg::Paste(text)),
        Input::Resize(width, height) => Some(Msg::Resize(width.max(1), height.max(1))),
        Input::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(_) => Some(Msg::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Msg::Wheel(3, mouse.column, mouse.row)),
            MouseEventKind::ScrollUp => Some(Msg::Wheel(-3, mouse.column, mouse.row)),
            _ => None,
        },
        _ => None,
    }
}

/// Opens a web address with the desktop's own program; nothing else is ever handed to it.
fn open(url: String, to: Sender<Event>) {
    let web = url.starts_with("http://") || url.starts_with("https://");
    let plain = !url.chars().any(|it| it.is_control() || it.is_whitespace());
    if !web || !plain {
        let _ = to.send(Event::Msg(Msg::Said(Err(format!("not a web address: {url}")))));
        return;
    }
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    thread::spawn(move || {
        let run = Command::new(program)
            .arg(&url)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let said = match run {
            Ok(status) if status.success() => Ok(format!("opened {url}")),
            Ok(_) | Err(_) => Err(format!("nothing here opens links: {url}")),
        };
        let _ = to.send(Event::Msg(Msg::Said(said)));
    });
}

/// An answer on its way back to the desk.
pub fn answered(to: &Sender<Event>, number: u64, slot: Slot, answer: Answer) -> bool {
    to.send(Event::Msg(Msg::Answer(number, slot, answer))).is_ok()
}
