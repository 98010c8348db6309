//! The thread that owns the store's reader and answers the desk's questions.

use std::{
    io,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use super::{
    data::{Answer, Ask},
    effect::Msg,
    files,
    programs::Program,
    runtime::{Event, answered},
    source::Source,
};
use crate::model::Incident;

/// How often the store is asked whether it changed; an empty one, which is about to be filled,
/// more often.
const LOOK: Duration = Duration::from_secs(1);
const LOOK_FOR_THE_FIRST: Duration = Duration::from_millis(50);

/// What the loader is asked to do.
#[derive(Debug)]
pub enum Task {
    /// Answer a question, with its number.
    Ask(u64, Ask),
    /// Write what a question selects to a file.
    Export(String, Ask),
    /// Write an incident for a watch rule's program to read.
    Write(Program, Box<Incident>),
}

/// Starts answering; also looks whether the person's file changed.
pub fn start(
    source: Source,
    person: Option<PathBuf>,
    to: Sender<Event>,
) -> io::Result<Sender<Task>> {
    let (tasks, from) = mpsc::channel();
    thread::Builder::new()
        .name("loader".into())
        .spawn(move || serve(source, person.as_deref(), &from, &to))?;
    Ok(tasks)
}

fn serve(mut source: Source, person: Option<&Path>, from: &Receiver<Task>, to: &Sender<Event>) {
    let mut marks = person.and_then(files::stamp);
    let _ = to.send(Event::Msg(Msg::Health(source.health())));
    loop {
        let look = if source.is_empty() { LOOK_FOR_THE_FIRST } else { LOOK };
        let first = match from.recv_timeout(look) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => {
                let now = person.and_then(files::stamp);
                if std::mem::replace(&mut marks, now) != now {
                    let _ = to.send(Event::Person);
                }
                let (changed, worked) = (source.changed(), source.worked());
                if changed || worked {
                    let _ = to.send(Event::Msg(Msg::Health(source.health())));
                }
                let news =
                    if changed && source.lists_changed() { Msg::Changed } else { Msg::Polled };
                if changed && to.send(Event::Msg(news)).is_err() {
                    return;
                }
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let mut tasks = vec![first];
        tasks.extend(from.try_iter());
        for task in newest(tasks) {
            let go_on = match task {
                Task::Ask(number, ask) => {
                    let answer = source.answer(&ask).unwrap_or_else(|error| {
                        Answer::Failed(format!("the store cannot be read: {error}"))
                    });
                    answered(to, number, ask.slot(), answer)
                }
                Task::Export(path, ask) => {
                    to.send(Event::Msg(Msg::Said(source.export(&path, &ask)))).is_ok()
                }
                Task::Write(program, incident) => {
                    let input = source.json_of(&incident).into_bytes();
                    to.send(Event::Program(Program { input, ..program })).is_ok()
                }
            };
            if !go_on {
                return;
            }
        }
    }
}

/// Of several questions to one slot only the newest is worth an answer.
fn newest(tasks: Vec<Task>) -> Vec<Task> {
    let slots: Vec<_> = tasks
        .iter()
        .map(|it| match it {
            Task::Ask(_, ask) => Some(ask.slot()),
            Task::Export(..) | Task::Write(..) => None,
        })
        .collect();
    tasks
        .into_iter()
        .enumerate()
        .filter(|(n, _)| slots[*n].is_none() || !slots[n + 1..].contains(&slots[*n]))
        .map(|(_, it)| it)
        .collect()
}
