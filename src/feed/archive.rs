//! Archives of documents: zip, tar, WARC, the latter two also compressed with gzip.
//!
//! Reads from whatever can be read and sought and gives each document to its caller; knows no
//! file. What decompresses without end is stopped: no document is larger than
//! [`LARGEST_DOCUMENT`], no archive larger than [`LARGEST_ARCHIVE`].

use std::{
    borrow::Cow,
    io::{self, BufRead, BufReader, Read, Seek},
    ops::ControlFlow,
};

use flate2::bufread::{GzDecoder, MultiGzDecoder, ZlibDecoder};

use crate::model::Fault;

use super::LARGEST_DOCUMENT;

/// The most that is read out of one archive, in bytes after decompression.
pub const LARGEST_ARCHIVE: u64 = 8 << 30;

/// Endings of the names of documents, in folders and archives.
pub const ENDINGS: [&str; 8] = ["txt", "html", "htm", "json", "jsonl", "xml", "rss", "atom"];

/// A kind of archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// zip
    Zip,
    /// tar
    Tar,
    /// tar, compressed
    TarGz,
    /// WARC (ISO 28500)
    Warc,
    /// WARC, compressed record by record or as a whole
    WarcGz,
}

/// A document of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name within the archive; for WARC the address that it came from.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The address that it came from, where the archive says.
    pub url: Option<String>,
    /// The media type that the server gave.
    pub content_type: Option<String>,
}

/// What the caller is given: a document, or why one cannot be read.
pub type Each<'a> = &'a mut dyn FnMut(Result<Member, Fault>) -> ControlFlow<()>;

/// The kind of an archive by its name; `None` for other files.
pub fn kind_of(name: &str) -> Option<Kind> {
    const NAMES: [(&str, Kind); 6] = [
        (".zip", Kind::Zip),
        (".tar", Kind::Tar),
        (".tar.gz", Kind::TarGz),
        (".tgz", Kind::TarGz),
        (".warc", Kind::Warc),
        (".warc.gz", Kind::WarcGz),
    ];
    let name = name.to_ascii_lowercase();
    NAMES.iter().find(|it| name.ends_with(it.0)).map(|it| it.1)
}

/// Whether a name is a document's by its ending; names that begin with a dot are not.
pub fn is_document_name(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = file.rsplit_once('.').map_or("", |it| it.1);
    !file.starts_with('.') && ENDINGS.iter().any(|it| it.eq_ignore_ascii_case(ending))
}

/// Gives every document of an archive to `each`, until it breaks. The error is that of the archive
/// as a whole; what was given before it stands.
pub fn read<R: Read + Seek>(kind: Kind, archive: R, each: Each<'_>) -> Result<(), Fault> {
    let read = match kind {
        Kind::Zip => zip(archive, each),
        Kind::Tar => tar(archive, each),
        Kind::TarGz => tar(MultiGzDecoder::new(BufReader::new(archive)), each),
        Kind::Warc => warc(BufReader::new(archive), each),
        Kind::WarcGz => {
            let decoder = MultiGzDecoder::new(BufReader::new(archive));
            warc(BufReader::new(decoder), each)
        }
    };
    read.map_err(|why| Fault::new("archive", why.to_string()))
}

/// Reads a document to its end; more than a document may hold is a fault.
fn whole(name: &str, input: &mut impl Read) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let limit = LARGEST_DOCUMENT as u64 + 1;
    let read = input.by_ref().take(limit).read_to_end(&mut bytes);
    match read {
        Err(why) => Err(Fault::new(name, why.to_string())),
        Ok(_) if bytes.len() > LARGEST_DOCUMENT => {
            Err(Fault::new(name, format!("it has more than {} MB", LARGEST_DOCUMENT >> 20)))
        }
        Ok(_) => Ok(bytes),
    }
}

fn named(name: &str, input: &mut impl Read) -> Result<Member, Fault> {
    let bytes = whole(name, input)?;
    Ok(Member { name: name.to_owned(), bytes, url: None, content_type: None })
}

fn zip<R: Read + Seek>(archive: R, each: Each<'_>) -> io::Result<()> {
    let mut archive = zip::ZipArchive::new(archive)?;
    let mut left = LARGEST_ARCHIVE;
    for at in 0..archive.len() {
        let member = match archive.by_index(at) {
            Ok(mut file) => {
                let name = file.name().map_or_else(|_| format!("member {at}"), Cow::into_owned);
                if file.is_dir() || !is_document_name(&name) {
                    continue;
                }
                named(&name, &mut file)
            }
            Err(why) => Err(Fault::new(format!("member {at}"), why.to_string())),
        };
        left = spend(left, &member)?;
        if each(member).is_break() {
            break;
        }
    }
    Ok(())
}

fn spend(left: u64, member: &Result<Member, Fault>) -> io::Result<u64> {
    let size = member.as_ref().map_or(LARGEST_DOCUMENT, |it| it.bytes.len()) as u64;
    left.checked_sub(size).ok_or_else(too_much)
}

fn too_much() -> io::Error {
    io::Error::other(format!("it holds more than {} GB", LARGEST_ARCHIVE >> 30))
}

/// A reader that fails when more than an archive may hold comes out of it.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(too_much)?;
        Ok(read)
    }
}

fn tar(archive: impl Read, each: Each<'_>) -> io::Result<()> {
    let mut archive = tar::Archive::new(Bounded { inner: archive, left: LARGEST_ARCHIVE });
    for file in archive.entries()? {
        let mut file = file?;
        let name = String::from_utf8_lossy(&file.path_bytes()).into_owned();
        if !file.header().entry_type().is_file() || !is_document_name(&name) {
            continue;
        }
        if each(named(&name, &mut file)).is_break() {
            break;
        }
    }
    Ok(())
}

/// The header lines of a WARC record or of the HTTP answer in it: names and values.
#[derive(Debug, Default)]
struct Headers(Vec<(String, String)>);

impl Headers {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.as_str())
    }

    /// Reads up to the empty line; a line without a colon goes on with the one before.
    fn read(input: &mut impl BufRead) -> io::Result<Self> {
        const MOST: usize = 256;
        let mut headers = Self::default();
        while headers.0.len() < MOST {
            let line = line(input)?;
            if line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.0.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Ok(headers)
    }
}

/// One line of at most 64 kB, empty at the end of the input.
fn line(input: &mut impl BufRead) -> io::Result<String> {
    const LONGEST: u64 = 64 << 10;
    let mut bytes = Vec::new();
    input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn warc(archive: impl Read, each: Each<'_>) -> io::Result<()> {
    let mut input = BufReader::new(Bounded { inner: archive, left: LARGEST_ARCHIVE });
    loop {
        let first = line(&mut input)?;
        if first.is_empty() {
            return Ok(());
        }
        if first.trim().is_empty() {
            continue;
        }
        if !first.starts_with("WARC/") {
            return Err(io::Error::other("a record does not begin with 'WARC/'"));
        }
        let headers = Headers::read(&mut input)?;
        let length = headers.get("Content-Length").and_then(|it| it.parse::<u64>().ok());
        let length = length.ok_or_else(|| io::Error::other("a record has no length"))?;
        let mut record = input.by_ref().take(length);
        if let Some(member) = record_of(&headers, &mut record)?
            && each(member).is_break()
        {
            return Ok(());
        }
        io::copy(&mut record, &mut io::sink())?;
    }
}

/// The document of a record: a page or feed that a server answered with, or a resource.
fn record_of(
    headers: &Headers,
    record: &mut impl BufRead,
) -> io::Result<Option<Result<Member, Fault>>> {
    let kind = headers.get("WARC-Type").unwrap_or_default();
    let url = headers.get("WARC-Target-URI").map(|it| it.trim_matches(['<', '>']).to_owned());
    let name = url.clone().unwrap_or_else(|| "a record without an address".to_owned());
    let mut content_type = headers.get("Content-Type").map(str::to_owned);
    let http = content_type.as_deref().is_some_and(|it| it.starts_with("application/http"));
    if !matches!(kind, "response" | "resource" | "conversion") {
        return Ok(None);
    }
    let mut coding = Coding::default();
    if http {
        let status = line(record)?;
        let answer = Headers::read(record)?;
        if status.split_whitespace().nth(1) != Some("200") {
            return Ok(None);
        }
        content_type = answer.get("Content-Type").map(str::to_owned);
        coding = Coding::of(&answer);
    }
    if !content_type.as_deref().is_some_and(is_text) {
        return Ok(None);
    }
    let bytes = whole(&name, record)
        .and_then(|it| coding.decode(it).map_err(|why| Fault::new(name.clone(), why.to_string())));
    Ok(Some(bytes.map(|bytes| Member { name: name.clone(), bytes, url, content_type })))
}

fn is_text(content_type: &str) -> bool {
    let kind = content_type.to_ascii_lowercase();
    ["html", "xml", "json", "text/plain", "rss", "atom"].iter().any(|it| kind.contains(it))
}

/// How the body of an HTTP answer is coded: many archives keep it as it came over the wire.
#[derive(Default)]
struct Coding {
    chunked: bool,
    gzip: bool,
    deflate: bool,
}

impl Coding {
    fn of(answer: &Headers) -> Self {
        let has = |name: &str, word: &str| {
            answer.get(name).is_some_and(|it| it.to_ascii_lowercase().contains(word))
        };
        Self {
            chunked: has("Transfer-Encoding", "chunked"),
            gzip: has("Content-Encoding", "gzip"),
            deflate: has("Content-Encoding", "deflate"),
        }
    }

    /// The body itself; archives that took a coding off often leave its header, so what is not so
    /// coded is taken as it is.
    fn decode(&self, body: Vec<u8>) -> io::Result<Vec<u8>> {
        let body = match unchunked(&body).filter(|_| self.chunked) {
            Some(plain) => plain,
            None => body,
        };
        if self.gzip && body.starts_with(b"\x1f\x8b") {
            return bounded(GzDecoder::new(&*body));
        }
        if self.deflate && body.first() == Some(&0x78) {
            return bounded(ZlibDecoder::new(&*body));
        }
        Ok(body)
    }
}

fn bounded(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LARGEST_DOCUMENT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The chunks of a body together, `None` when it is not made of chunks.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(body.len());
    loop {
        let end = body.windows(2).position(|it| it == b"\r\n")?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        body = body.get(end + 2..)?;
        if size == 0 {
            return Some(plain);
        }
        plain.extend_from_slice(body.get(..size)?);
        body = body.get(size..)?.strip_prefix(b"\r\n")?;
    }
}
