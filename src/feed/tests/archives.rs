//! Archives made by the same crates and by hand.

use std::{
    io::{Cursor, Write},
    ops::ControlFlow,
};

use flate2::{Compression, write::GzEncoder};

use super::super::archive::{self, Kind};

/// Names, addresses and bytes of what an archive gives; faults as `!what: why`.
fn check(kind: Kind, bytes: Vec<u8>, expected: &[&str]) {
    let mut found = Vec::new();
    let read = archive::read(kind, Cursor::new(bytes), &mut |member| {
        found.push(match member {
            Ok(it) => format!("{} {}", it.name, String::from_utf8_lossy(&it.bytes)),
            Err(fault) => format!("!{fault}"),
        });
        ControlFlow::Continue(())
    });
    found.extend(read.err().map(|it| format!("!{it}")));
    assert_eq!(found, expected);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const FILES: [(&str, &str); 4] =
    [("d/a.txt", "A"), ("d/.b.txt", "hidden"), ("c.jpg", "picture"), ("d/e.HTML", "E")];

#[test]
fn zip_and_tar() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut tar = tar::Builder::new(Vec::new());
    for (name, text) in FILES {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_cksum();
        tar.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    let expected = ["d/a.txt A", "d/e.HTML E"];
    check(Kind::Zip, zip.finish().unwrap().into_inner(), &expected);
    let tar = tar.into_inner().unwrap();
    check(Kind::TarGz, gzip(&tar), &expected);
    check(Kind::Tar, tar, &expected);
}

fn record(kind: &str, content_type: &str, body: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://x.org/a>\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
}

#[test]
fn warc_gives_the_answers_that_are_text() {
    let http = "application/http; msgtype=response";
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>A</p>";
    let chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\
        3\r\n<p>\r\n1\r\nB\r\n0\r\n\r\n";
    let records = [
        record("warcinfo", "application/warc-fields", "software: x"),
        record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
        record("response", http, page),
        record("response", http, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno"),
        record("response", http, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nno"),
        record("response", http, chunked),
        record("conversion", "text/plain", "C"),
    ];
    let expected = ["https://x.org/a <p>A</p>", "https://x.org/a <p>B", "https://x.org/a C"];
    check(Kind::Warc, records.concat().into_bytes(), &expected);
    let members: Vec<u8> = records.iter().flat_map(|it| gzip(it.as_bytes())).collect();
    check(Kind::WarcGz, members, &expected);
}

#[test]
fn broken_archives_are_a_fault_after_what_came_before() {
    check(Kind::Zip, b"no zip".to_vec(), &["!archive: invalid Zip archive: Could not find EOCD"]);
    let cut = record("resource", "text/plain", "A") + "junk";
    let junk = "!archive: a record does not begin with 'WARC/'";
    check(Kind::Warc, cut.into_bytes(), &["https://x.org/a A", junk]);
    check(Kind::Tar, Vec::new(), &[]);
}

#[test]
fn a_member_that_grows_without_end_is_stopped() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..17 {
        zip.write_all(&zeros).unwrap();
    }
    check(Kind::Zip, zip.finish().unwrap().into_inner(), &["!a.txt: it has more than 16 MB"]);
}

#[test]
fn kinds_and_names() {
    for (name, kind) in [
        ("a.ZIP", Some(Kind::Zip)),
        ("a.tar.gz", Some(Kind::TarGz)),
        ("a.warc.gz", Some(Kind::WarcGz)),
        ("a.gz", None),
    ] {
        assert_eq!(archive::kind_of(name), kind, "{name}");
    }
    assert!(archive::is_document_name("d/a.rss") && !archive::is_document_name("d/a"));
}
