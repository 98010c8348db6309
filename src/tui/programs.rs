//! The programs that watch rules run, a few at a time.

use std::{
    io::{self, Write as _},
    process::{Command, ExitStatus, Stdio},
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

/// So many run at a time.
const AT_ONCE: usize = 4;

/// A program that does not end keeps the next one waiting for so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program to run, with what it reads on its standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its name or path.
    pub name: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its standard input.
    pub input: Vec<u8>,
}

/// Runs programs in the order in which they come.
#[derive(Debug, Default)]
pub struct Programs {
    queue: Option<Sender<(Program, Say)>>,
}

struct Say(Box<dyn FnOnce(String) + Send>);

impl std::fmt::Debug for Say {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Say")
    }
}

impl Programs {
    /// Runs a program when its turn comes; `say` is told if that could not be done.
    pub fn run(&mut self, program: Program, say: impl FnOnce(String) + Send + 'static) {
        let queue = self.queue.get_or_insert_with(|| {
            let (to, from) = mpsc::channel();
            thread::spawn(move || serve(&from));
            to
        });
        // The other end waits as long as this one is there.
        let _ = queue.send((program, Say(Box::new(say))));
    }
}

fn serve(from: &Receiver<(Program, Say)>) {
    let slots = Arc::new(Slots::new(AT_ONCE));
    for (program, say) in from {
        slots.take(PATIENCE);
        let slots = Arc::clone(&slots);
        thread::spawn(move || {
            if let Err(error) = run(&program) {
                (say.0)(format!("{}: {error}", program.name));
            }
            slots.give();
        });
    }
}

/// Runs a program to its end. One that does not read its input is none the worse for it.
fn run(program: &Program) -> io::Result<ExitStatus> {
    let mut child = Command::new(&program.name)
        .args(&program.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(&program.input);
    }
    child.wait()
}

/// Places that are taken and given back; below zero where somebody would not wait.
struct Slots {
    free: Mutex<isize>,
    freed: Condvar,
}

impl Slots {
    fn new(count: usize) -> Self {
        Self { free: Mutex::new(count.cast_signed()), freed: Condvar::new() }
    }

    /// Takes a place, after this time in vain all the same.
    fn take(&self, patience: Duration) {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_timeout_while(free, patience, |it| *it <= 0);
        *waited.unwrap_or_else(PoisonError::into_inner).0 -= 1;
    }

    fn give(&self) {
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(name: &str, arguments: &[&str]) -> Program {
        let arguments = arguments.iter().map(|it| (*it).to_owned()).collect();
        // More than a pipe holds.
        Program { name: name.to_owned(), arguments, input: vec![b' '; 1 << 20] }
    }

    #[test]
    fn a_program_that_does_not_read_is_no_fault_and_is_waited_for() {
        assert!(run(&program("true", &[])).unwrap().success());
        assert_eq!(run(&program("sh", &["-c", "exit 3"])).unwrap().code(), Some(3));
        assert_eq!(
            run(&program("sh", &["-c", "wc -c | grep -qx 1048576"])).unwrap().code(),
            Some(0)
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_said() {
        let (to, from) = mpsc::channel();
        let mut programs = Programs::default();
        programs.run(program("/no/such/program", &[]), move |why| to.send(why).unwrap());
        assert!(from.recv().unwrap().starts_with("/no/such/program: "));
    }

    #[test]
    fn no_more_run_at_once_than_there_are_places() {
        let slots = Slots::new(2);
        slots.take(PATIENCE);
        slots.take(PATIENCE);
        slots.take(Duration::ZERO);
        assert_eq!(*slots.free.lock().unwrap(), -1, "who will not wait goes on");
        slots.give();
        slots.give();
        thread::scope(|scope| {
            scope.spawn(|| slots.take(PATIENCE));
            slots.take(PATIENCE);
            slots.give();
        });
        assert_eq!(*slots.free.lock().unwrap(), 0);
    }
}
