//! Lines through several threads, in and out in the same order.

use std::{
    io,
    sync::mpsc::{self, Receiver, SyncSender, TryRecvError},
    thread,
};

use anyhow::Result;

/// Lines that wait for one worker.
const WAITING: usize = 64;

/// Hands each line to one of the workers and takes the results in the order of the lines. `take`
/// gets `None` when nothing is ready: time to hand on what was written.
pub(super) fn in_order<R: Send>(
    lines: impl Iterator<Item = io::Result<String>> + Send,
    work: impl Fn(usize, &str) -> R + Sync,
    mut take: impl FnMut(Option<R>) -> Result<()>,
) -> Result<()> {
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let work = &work;
    thread::scope(|scope| {
        let mut inputs: Vec<SyncSender<(usize, String)>> = Vec::new();
        let mut outputs: Vec<Receiver<R>> = Vec::new();
        for _ in 0..workers {
            let (input, lines) = mpsc::sync_channel(WAITING);
            let (results, output) = mpsc::sync_channel(WAITING);
            inputs.push(input);
            outputs.push(output);
            scope.spawn(move || {
                for (number, line) in lines {
                    // Nobody takes results any more once writing has failed.
                    if results.send(work(number, &line)).is_err() {
                        break;
                    }
                }
            });
        }
        let reader = scope.spawn(move || deal(lines, &inputs));
        let taken = collect(outputs, &mut take);
        let read = reader.join().expect("reading lines does not panic");
        taken.and(read.map_err(Into::into))
    })
}

/// Deals the lines out to the workers in turn.
fn deal(
    lines: impl Iterator<Item = io::Result<String>>,
    inputs: &[SyncSender<(usize, String)>],
) -> io::Result<()> {
    for (at, line) in lines.enumerate() {
        let Some(input) = inputs.get(at % inputs.len()) else { break };
        if input.send((at + 1, line?)).is_err() {
            break;
        }
    }
    Ok(())
}

/// Takes one result of each worker in turn, until the one whose turn it is has no more.
#[expect(clippy::needless_pass_by_value, reason = "workers end when the receivers are dropped")]
fn collect<R>(
    outputs: Vec<Receiver<R>>,
    take: &mut impl FnMut(Option<R>) -> Result<()>,
) -> Result<()> {
    for output in outputs.iter().cycle() {
        let result = match output.try_recv() {
            Ok(result) => result,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                take(None)?;
                let Ok(result) = output.recv() else { break };
                result
            }
        };
        take(Some(result))?;
    }
    Ok(())
}
