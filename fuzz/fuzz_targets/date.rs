//! Any text where a date may stand.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie::feed::published;

fuzz_target!(|text: &str| {
    published::read(text);
    published::all_in(text);
    published::words_beside(text);
});
