//! The thread that owns the store's reader and answers the desk's questions.

use std::{
    io,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use super::{
    data::{Answer, Ask},
    effect::Msg,
    runtime::{Event, answered},
};

/// Owns the reader.
#[derive(Debug, Default)]
pub struct Loader {}

/// How often the store is asked whether it changed.
const LOOK: Duration = Duration::from_secs(1);

impl Loader {
    /// The answer to a question.
    pub fn answer(&mut self, _ask: &Ask) -> Answer {
        Answer::Failed("no store".to_owned())
    }

    /// Whether another program has committed since this was last asked.
    pub fn changed(&mut self) -> bool {
        false
    }
}

/// Starts answering.
pub fn start(loader: Loader, to: Sender<Event>) -> io::Result<Sender<(u64, Ask)>> {
    let (asks, from) = mpsc::channel();
    thread::Builder::new().name("loader".into()).spawn(move || serve(loader, &from, &to))?;
    Ok(asks)
}

fn serve(mut loader: Loader, from: &Receiver<(u64, Ask)>, to: &Sender<Event>) {
    loop {
        let first = match from.recv_timeout(LOOK) {
            Ok(first) => Some(first),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let Some(first) = first else {
            if loader.changed() && to.send(Event::Msg(Msg::Changed)).is_err() {
                return;
            }
            continue;
        };
        // Of several questions to one slot only the newest is worth an answer.
        let mut asks = vec![first];
        asks.extend(from.try_iter());
        let newest: Vec<_> = asks
            .iter()
            .enumerate()
            .filter(|(n, (_, ask))| !asks[n + 1..].iter().any(|(_, it)| it.slot() == ask.slot()))
            .map(|(_, it)| it.clone())
            .collect();
        for (number, ask) in newest {
            let answer = loader.answer(&ask);
            if !answered(to, number, ask.slot(), answer) {
                return;
            }
        }
    }
}

/// Writes the selected incidents to a file, off the desk's thread.
pub fn export(_path: String, _ask: Ask, _loader: &Sender<(u64, Ask)>, to: &Sender<Event>) {
    let _ = to.send(Event::Msg(Msg::Said(Err("no store to export from".to_owned()))));
}
