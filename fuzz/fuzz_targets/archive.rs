//! Any bytes that call themselves an archive.
#![no_main]

use std::{io::Cursor, ops::ControlFlow};

use libfuzzer_sys::fuzz_target;
use vigie::feed::archive::{self, Kind};

fuzz_target!(|bytes: &[u8]| {
    for kind in [Kind::Zip, Kind::Tar, Kind::TarGz, Kind::Warc, Kind::WarcGz] {
        let _ = archive::read(kind, Cursor::new(bytes), &mut |_| ControlFlow::Continue(()));
    }
});
