//! The configuration: defaults, files, flags; the only place that reads the environment.
