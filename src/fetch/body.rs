//! Bodies unpacked as they come, with a cap on what travels and on what it unpacks to.

use std::io::{self, Write};

use flate2::write::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::FetchError;

/// Collects a body chunk by chunk.
pub(super) struct Body {
    decoder: Decoder,
    wire: u64,
    max_wire: u64,
    max_unpacked: u64,
}

enum Decoder {
    Plain(Capped),
    Gzip(Box<MultiGzDecoder<Capped>>),
    /// "deflate" means zlib by the standard, and raw deflate for some servers: told by its first
    /// bytes.
    Deflate {
        limit: u64,
    },
    Zlib(Box<ZlibDecoder<Capped>>),
    Raw(Box<DeflateDecoder<Capped>>),
}

impl Body {
    /// A body under a `Content-Encoding`, empty for none.
    pub(super) fn new(
        encoding: &str,
        max_wire: u64,
        max_unpacked: u64,
    ) -> Result<Self, FetchError> {
        let out = Capped { bytes: Vec::new(), limit: max_unpacked };
        let decoder = match encoding.trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Decoder::Plain(out),
            "gzip" | "x-gzip" => Decoder::Gzip(Box::new(MultiGzDecoder::new(out))),
            "deflate" => Decoder::Deflate { limit: max_unpacked },
            other => return Err(FetchError::Broken(format!("unknown encoding `{other}`"))),
        };
        Ok(Self { decoder, wire: 0, max_wire, max_unpacked })
    }

    /// Takes the next bytes off the line.
    pub(super) fn push(&mut self, chunk: &[u8]) -> Result<(), FetchError> {
        self.wire += chunk.len() as u64;
        if self.wire > self.max_wire {
            return Err(FetchError::TooLarge { limit: self.max_wire, unpacked: false });
        }
        if let (Decoder::Deflate { limit }, Some(first)) = (&self.decoder, chunk.first()) {
            let out = Capped { bytes: Vec::new(), limit: *limit };
            self.decoder = if first & 0x0f == 8 {
                Decoder::Zlib(Box::new(ZlibDecoder::new(out)))
            } else {
                Decoder::Raw(Box::new(DeflateDecoder::new(out)))
            };
        }
        let result = match &mut self.decoder {
            Decoder::Plain(it) => it.write_all(chunk),
            Decoder::Gzip(it) => it.write_all(chunk),
            Decoder::Zlib(it) => it.write_all(chunk),
            Decoder::Raw(it) => it.write_all(chunk),
            Decoder::Deflate { .. } => Ok(()),
        };
        result.map_err(|why| self.error(&why))
    }

    /// The unpacked bytes, how many travelled, and what was wrong with the end.
    pub(super) fn finish(self) -> Result<(Vec<u8>, u64, Option<String>), FetchError> {
        let wire = self.wire;
        let limit = self.max_unpacked;
        let unpack = |mut end: Box<dyn FnMut() -> io::Result<()>>| match end() {
            Ok(()) => Ok(None),
            Err(why) if is_over(&why) => Err(FetchError::TooLarge { limit, unpacked: true }),
            Err(why) => Ok(Some(format!("packed data ends too early: {why}"))),
        };
        let (bytes, cut) = match self.decoder {
            Decoder::Plain(it) => (it.bytes, None),
            Decoder::Deflate { .. } => (Vec::new(), None),
            Decoder::Gzip(mut it) => {
                let cut = if wire == 0 { None } else { unpack(Box::new(|| it.try_finish()))? };
                (std::mem::take(&mut it.get_mut().bytes), cut)
            }
            Decoder::Zlib(mut it) => {
                let cut = unpack(Box::new(|| it.try_finish()))?;
                (std::mem::take(&mut it.get_mut().bytes), cut)
            }
            Decoder::Raw(mut it) => {
                let cut = unpack(Box::new(|| it.try_finish()))?;
                (std::mem::take(&mut it.get_mut().bytes), cut)
            }
        };
        Ok((bytes, wire, cut))
    }

    fn error(&self, why: &io::Error) -> FetchError {
        if is_over(why) {
            FetchError::TooLarge { limit: self.max_unpacked, unpacked: true }
        } else {
            FetchError::Broken(format!("cannot unpack: {why}"))
        }
    }
}

const OVER: &str = "over the cap";

fn is_over(why: &io::Error) -> bool {
    why.get_ref().is_some_and(|it| it.to_string() == OVER)
}

/// Bytes up to a limit.
struct Capped {
    bytes: Vec<u8>,
    limit: u64,
}

impl Write for Capped {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if (self.bytes.len() + part.len()) as u64 > self.limit {
            return Err(io::Error::other(OVER));
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{
        Compression,
        write::{DeflateEncoder, GzEncoder, ZlibEncoder},
    };

    fn packed<W: Write>(mut encoder: W, text: &[u8]) -> W {
        encoder.write_all(text).unwrap();
        encoder
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        packed(GzEncoder::new(Vec::new(), Compression::default()), text).finish().unwrap()
    }

    fn unpack(encoding: &str, bytes: &[u8]) -> Result<(Vec<u8>, u64, Option<String>), FetchError> {
        let mut body = Body::new(encoding, 1000, 5000)?;
        for chunk in bytes.chunks(7) {
            body.push(chunk)?;
        }
        body.finish()
    }

    #[track_caller]
    fn check(encoding: &str, bytes: &[u8]) {
        let (found, wire, cut) = unpack(encoding, bytes).unwrap();
        assert_eq!((found.as_slice(), wire, cut), (b"text".as_slice(), bytes.len() as u64, None));
    }

    #[test]
    fn every_encoding_is_unpacked() {
        check("", b"text");
        check("gzip", &gzip(b"text"));
        check("GZIP", &gzip(b"text"));
        let zlib = packed(ZlibEncoder::new(Vec::new(), Compression::default()), b"text");
        check("deflate", &zlib.finish().unwrap());
        let raw = packed(DeflateEncoder::new(Vec::new(), Compression::default()), b"text");
        check("deflate", &raw.finish().unwrap());
    }

    #[test]
    fn caps_hold() {
        let over = |unpacked, limit| Err(FetchError::TooLarge { limit, unpacked });
        assert_eq!(unpack("", &[b'x'; 1001]), over(false, 1000));
        assert_eq!(unpack("gzip", &gzip(&vec![b'x'; 100_000])), over(true, 5000));
        assert!(matches!(unpack("br", b"text"), Err(FetchError::Broken(_))));
        assert!(matches!(unpack("gzip", b"no gzip at all"), Err(FetchError::Broken(_))));
    }

    #[test]
    fn what_came_before_a_cut_is_kept() {
        let text: Vec<u8> = (0..2000u32).flat_map(u32::to_le_bytes).take(4000).collect();
        let mut whole = Body::new("gzip", 100_000, 5000).unwrap();
        let bytes = gzip(&text);
        whole.push(bytes.get(..bytes.len() / 2).unwrap()).unwrap();
        let (found, _, cut) = whole.finish().unwrap();
        assert!(cut.is_some());
        assert!(!found.is_empty() && text.starts_with(&found));
    }
}
