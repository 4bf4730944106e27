//! Charts read back from their SVG: lengths and places are those of the values, words stand apart,
//! colours are the look's. It never looks at pixels.

mod any;
mod bars;
mod make;
mod process;
mod read;
mod rules;
mod trend_words;
mod trends;
