//! A small HTTP server on loopback that plays what a script tells it to.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
    time::Duration,
};

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    /// Path with its query.
    pub(crate) path: String,
    /// Headers by lower-case name.
    pub(crate) headers: BTreeMap<String, String>,
}

impl Request {
    pub(crate) fn query(&self, key: &str) -> Option<String> {
        let (_, query) = self.path.split_once('?')?;
        url::form_urlencoded::parse(query.as_bytes())
            .find(|it| it.0 == key)
            .map(|it| it.1.into_owned())
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// What is played in return.
#[derive(Clone, Debug)]
pub(crate) enum Play {
    /// Status, headers, body.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// With an `ETag`: 304 when it is known.
    Tagged(&'static str, Vec<u8>),
    /// So many bytes of a body that promises more, then the end.
    Cut(Vec<u8>, usize),
    /// Takes the request and never says a word.
    StallHeader,
    /// Says that a body follows, and sends none of it.
    StallBody,
    /// Sends without end.
    Endless,
    /// Waits, then plays.
    Late(Duration, Box<Play>),
}

/// 200 with a media type.
pub(crate) fn ok(media: &str, body: impl Into<Vec<u8>>) -> Play {
    Play::Answer(200, vec![("Content-Type", media.to_owned())], body.into())
}

pub(crate) fn status(code: u16) -> Play {
    Play::Answer(code, Vec::new(), Vec::new())
}

pub(crate) fn redirect(code: u16, to: impl Into<String>) -> Play {
    Play::Answer(code, vec![("Location", to.into())], Vec::new())
}

/// The server; it ends with the test's process.
pub(crate) struct Server {
    pub(crate) address: String,
    requests: Arc<Mutex<Vec<Request>>>,
    most_at_once: Arc<AtomicUsize>,
    sent: Arc<AtomicUsize>,
}

impl Server {
    /// Plays what the script says to each request.
    pub(crate) fn start(script: impl Fn(&Request) -> Play + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = Self {
            address,
            requests: Arc::default(),
            most_at_once: Arc::default(),
            sent: Arc::default(),
        };
        let (requests, most) = (Arc::clone(&server.requests), Arc::clone(&server.most_at_once));
        let sent = Arc::clone(&server.sent);
        let (script, now) = (Arc::new(script), Arc::new(AtomicUsize::new(0)));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (script, requests) = (Arc::clone(&script), Arc::clone(&requests));
                let (now, most, sent) = (Arc::clone(&now), Arc::clone(&most), Arc::clone(&sent));
                thread::spawn(move || {
                    // A client may leave at any time.
                    let _ = serve(&stream, |request| {
                        most.fetch_max(now.fetch_add(1, SeqCst) + 1, SeqCst);
                        requests.lock().unwrap().push(request.clone());
                        let played = script(request);
                        // What is being written no longer counts: the client may have it whole,
                        // and ask for the next, before the write returns here.
                        if let Play::Late(wait, answer) = played {
                            thread::sleep(wait);
                            now.fetch_sub(1, SeqCst);
                            return play(&stream, request, *answer, &sent);
                        }
                        let done = play(&stream, request, played, &sent);
                        now.fetch_sub(1, SeqCst);
                        done
                    });
                });
            }
        });
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.requests().into_iter().map(|it| it.path).collect()
    }

    pub(crate) fn most_at_once(&self) -> usize {
        self.most_at_once.load(SeqCst)
    }

    /// Bytes of bodies sent so far.
    pub(crate) fn sent(&self) -> usize {
        self.sent.load(SeqCst)
    }
}

fn serve(
    stream: &TcpStream,
    mut answer: impl FnMut(&Request) -> std::io::Result<()>,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let mut request = Request {
            path: line.split(' ').nth(1).unwrap_or_default().to_owned(),
            ..Request::default()
        };
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            request.headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
        answer(&request)?;
    }
}

fn play(
    mut stream: &TcpStream,
    request: &Request,
    play: Play,
    sent: &AtomicUsize,
) -> std::io::Result<()> {
    match play {
        Play::Answer(status, headers, body) => {
            let headers: Vec<String> =
                headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
            let (headers, length) = (headers.concat(), body.len());
            write!(stream, "HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\n\r\n")?;
            sent.fetch_add(length, SeqCst);
            stream.write_all(&body)
        }
        Play::Tagged(etag, _) if request.header("if-none-match") == etag => {
            write!(stream, "HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n")
        }
        Play::Tagged(etag, body) => {
            let headers =
                vec![("ETag", etag.to_owned()), ("Content-Type", "application/rss+xml".to_owned())];
            self::play(stream, request, Play::Answer(200, headers, body), sent)
        }
        Play::Cut(body, at) => {
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n"
            )?;
            stream.write_all(&body[..at])?;
            stream.shutdown(Shutdown::Both)
        }
        Play::StallHeader => until_gone(stream),
        Play::StallBody => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")?;
            until_gone(stream)
        }
        Play::Endless => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>")?;
            loop {
                stream.write_all(&[b' '; 65536])?;
            }
        }
        Play::Late(wait, then) => {
            thread::sleep(wait);
            self::play(stream, request, *then, sent)
        }
    }
}

/// Waits until the client has left.
fn until_gone(mut stream: &TcpStream) -> std::io::Result<()> {
    while stream.read(&mut [0])? > 0 {}
    Ok(())
}

/// A feed with entries of its own, numbered.
pub(crate) fn feed(name: &str, entries: std::ops::Range<usize>) -> Vec<u8> {
    let items: Vec<String> = entries
        .map(|n| {
            format!(
                "<item><title>{name} report {n}</title><link>https://{name}.example/{n}</link>\
                 <guid>{name}-{n}</guid><pubDate>Sat, {:02} Apr 2026 {:02}:{:02}:00 GMT</pubDate>\
                 <description>The {name} desk counted {n} lorries on the road this morning, \
                 said a driver who came through the checkpoint number {n}.</description></item>",
                1 + n / 1440 % 28,
                n / 60 % 24,
                n % 60
            )
        })
        .collect();
    let items = items.concat();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{name}</title>\
         <link>https://{name}.example/</link><description>x</description>{items}</channel></rss>"
    )
    .into_bytes()
}
