//! The real [`Fetch`]: HTTP with limits on everything.

use std::{
    collections::{HashMap, HashSet},
    error::Error,
    sync::{Mutex, Once, PoisonError},
    time::Duration,
};

use reqwest::{Client, Proxy, Response, header, redirect::Policy};
use tokio::time::timeout;
use url::Url;

use super::{
    Answer, Ask, Fetch, FetchError, Phase,
    body::Body,
    fields,
    guard::{self, NoSuchName, PrivateName, Reach},
};
use crate::config;

/// What one answer may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// Until the first byte, and between two parts of the body.
    pub first_byte: Duration,
    /// For everything.
    pub whole: Duration,
    /// Bytes on the line.
    pub transfer: u64,
    /// Bytes unpacked.
    pub body: u64,
    /// Redirects in a row.
    pub redirects: u32,
}

impl From<&config::Fetch> for Limits {
    fn from(config: &config::Fetch) -> Self {
        let seconds = |it: u32| Duration::from_secs(it.into());
        let megabytes = |it: u32| u64::from(it) << 20;
        Self {
            connect: seconds(config.connect_s),
            first_byte: seconds(config.first_byte_s),
            whole: seconds(config.whole_s),
            transfer: megabytes(config.max_transfer_mb),
            body: megabytes(config.max_body_mb),
            redirects: config.max_redirects,
        }
    }
}

/// What is accepted, feeds first.
const ACCEPT: &str = "application/rss+xml, application/atom+xml, application/feed+json, \
    application/rdf+xml, application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, \
    text/html;q=0.8, */*;q=0.5";

/// HTTP over the network. Cheap to share; connections are kept.
#[derive(Debug)]
pub struct Http {
    limits: Limits,
    agent: String,
    proxy: Option<String>,
    clients: Mutex<HashMap<(Option<String>, Reach), Client>>,
}

impl Http {
    /// With the manners of a configuration.
    pub fn new(config: &config::Fetch) -> Self {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Fails only where another part of the process has chosen one already.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        Self {
            limits: config.into(),
            agent: agent(&config.contact),
            proxy: Some(config.proxy.clone()).filter(|it| !it.is_empty()),
            clients: Mutex::default(),
        }
    }

    fn client(&self, proxy: Option<&str>, reach: Reach) -> Result<Client, FetchError> {
        let proxy = proxy.map(str::to_owned).or_else(|| self.proxy.clone());
        let key = (proxy, reach);
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(&key) {
            return Ok(client.clone());
        }
        let client = self.build(key.0.as_deref(), reach)?;
        clients.insert(key, client.clone());
        Ok(client)
    }

    fn build(&self, proxy: Option<&str>, reach: Reach) -> Result<Client, FetchError> {
        let broken = |why: reqwest::Error| FetchError::Connect(chain(&why));
        let builder = || {
            let mut builder = Client::builder()
                .redirect(Policy::none())
                .referer(false)
                .no_gzip()
                .no_deflate()
                .connect_timeout(self.limits.connect)
                .pool_max_idle_per_host(2)
                .dns_resolver(guard::Resolver::new(reach))
                .user_agent(&self.agent);
            if reach == Reach::Any {
                builder = builder.no_proxy();
            }
            match proxy {
                Some(proxy) => Ok(builder.proxy(Proxy::all(proxy).map_err(broken)?)),
                None => Ok(builder),
            }
        };
        // Without any CA certificate on the machine plain HTTP still works; HTTPS then says why not.
        builder()?.build().or_else(|_| builder()?.tls_certs_only([]).build().map_err(broken))
    }

    async fn follow(&self, ask: &Ask) -> Result<Answer, FetchError> {
        let first = parse(&ask.url)?;
        let home = ask.home.as_deref().map_or_else(|| Some(first.clone()), |it| parse(it).ok());
        let own = |url: &Url| home.as_ref().is_some_and(|it| it.origin() == url.origin());
        let mut url = first;
        let mut seen = HashSet::from([url.clone()]);
        let mut moved = Moved::Nowhere;
        loop {
            let response = self.send(&url, ask, own(&url)).await?;
            let Some(target) = redirect_target(&response, &url)? else {
                return self.read(response, moved.target()).await;
            };
            moved = moved.on(response.status().as_u16(), &target);
            if !seen.insert(target.clone()) {
                return Err(FetchError::RedirectLoop);
            }
            if seen.len() > self.limits.redirects as usize + 1 {
                return Err(FetchError::TooManyRedirects(self.limits.redirects));
            }
            url = target;
        }
    }

    /// Sends one request; the source's own headers go to its own origin only.
    async fn send(&self, url: &Url, ask: &Ask, own: bool) -> Result<Response, FetchError> {
        let reach = guard::check(url, ask)?;
        let client = self.client(ask.proxy.as_deref(), reach)?;
        let mut request = client
            .get(url.clone())
            .header(header::ACCEPT, ACCEPT)
            .header(header::ACCEPT_ENCODING, "gzip, deflate");
        if let Some(etag) = &ask.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = &ask.last_modified {
            request = request.header(header::IF_MODIFIED_SINCE, date);
        }
        for (name, value) in ask.headers.iter().filter(|_| own) {
            request = request.header(name, &value.0);
        }
        let sent = timeout(self.limits.first_byte + self.limits.connect, request.send()).await;
        match sent {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(why)) => Err(self.failure(&why, url)),
            Err(_) => {
                Err(FetchError::Timeout { phase: Phase::FirstByte, after: self.limits.first_byte })
            }
        }
    }

    fn failure(&self, why: &reqwest::Error, url: &Url) -> FetchError {
        let host = || url.host_str().unwrap_or_default().to_owned();
        if find::<PrivateName>(why).is_some() {
            return FetchError::Private(host());
        }
        if find::<NoSuchName>(why).is_some() {
            return FetchError::UnknownHost(host());
        }
        if why.is_connect() && why.is_timeout() {
            return FetchError::Timeout { phase: Phase::Connect, after: self.limits.connect };
        }
        if why.is_connect() {
            return FetchError::Connect(chain(why));
        }
        FetchError::Broken(chain(why))
    }

    async fn read(
        &self,
        response: Response,
        moved_to: Option<String>,
    ) -> Result<Answer, FetchError> {
        let status = response.status().as_u16();
        let text = |name: &str| {
            let value = response.headers().get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        if status != 304 && !response.status().is_success() {
            return Err(FetchError::Status { code: status, retry_after: text("retry-after") });
        }
        let headers = fields::KEPT.iter().filter_map(|&name| Some((name, text(name)?))).collect();
        let encoding = text("content-encoding").unwrap_or_default();
        let answer = Answer {
            status,
            url: response.url().to_string(),
            moved_to,
            headers,
            ..Answer::default()
        };
        if status == 304 {
            return Ok(answer);
        }
        let declared = response.content_length().unwrap_or(0);
        if declared > self.limits.transfer {
            return Err(FetchError::TooLarge { limit: self.limits.transfer, unpacked: false });
        }
        let (body, wire_bytes, cut) = self.body(response, &encoding).await?;
        Ok(Answer { body, wire_bytes, cut, ..answer })
    }

    /// The body; a connection that breaks off leaves what came before.
    async fn body(
        &self,
        mut response: Response,
        encoding: &str,
    ) -> Result<(Vec<u8>, u64, Option<String>), FetchError> {
        let mut body = Body::new(encoding, self.limits.transfer, self.limits.body)?;
        let mut broken = None;
        loop {
            match timeout(self.limits.first_byte, response.chunk()).await {
                Ok(Ok(Some(chunk))) => body.push(&chunk)?,
                Ok(Ok(None)) => break,
                Ok(Err(why)) => {
                    broken = Some(format!("the body ends too early: {}", chain(&why)));
                    break;
                }
                Err(_) => {
                    let after = self.limits.first_byte;
                    return Err(FetchError::Timeout { phase: Phase::Body, after });
                }
            }
        }
        let (bytes, wire, cut) = body.finish()?;
        Ok((bytes, wire, broken.or(cut)))
    }
}

impl Fetch for Http {
    async fn get(&self, ask: &Ask) -> Result<Answer, FetchError> {
        let whole = self.limits.whole;
        match timeout(whole, self.follow(ask)).await {
            Ok(result) => result,
            Err(_) => Err(FetchError::Timeout { phase: Phase::Whole, after: whole }),
        }
    }
}

/// Names the program and, where one is set, a contact.
fn agent(contact: &str) -> String {
    let program = concat!("vigie/", env!("CARGO_PKG_VERSION"));
    let contact: String = contact.chars().filter(|it| (' '..='~').contains(it)).collect();
    if contact.trim().is_empty() { program.to_owned() } else { format!("{program} (+{contact})") }
}

fn parse(url: &str) -> Result<Url, FetchError> {
    Url::parse(url.trim()).map_err(|_| FetchError::Scheme(url.to_owned()))
}

/// Whether an address has moved, as far as the redirects say so for good.
enum Moved {
    Nowhere,
    To(String),
    /// A redirect for the moment: what comes after it is not for good either.
    Unsure(Option<String>),
}

impl Moved {
    fn on(self, status: u16, target: &Url) -> Self {
        match self {
            Self::Nowhere | Self::To(_) if matches!(status, 301 | 308) => {
                Self::To(target.to_string())
            }
            Self::Nowhere => Self::Unsure(None),
            Self::To(last) => Self::Unsure(Some(last)),
            unsure @ Self::Unsure(_) => unsure,
        }
    }

    fn target(self) -> Option<String> {
        match self {
            Self::Nowhere => None,
            Self::To(target) => Some(target),
            Self::Unsure(last) => last,
        }
    }
}

fn redirect_target(response: &Response, url: &Url) -> Result<Option<Url>, FetchError> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = response.headers().get(header::LOCATION) else { return Ok(None) };
    let location = String::from_utf8_lossy(location.as_bytes());
    let mut target = url
        .join(location.trim())
        .map_err(|_| FetchError::Broken(format!("redirect to `{}`", location.trim())))?;
    target.set_fragment(None);
    Ok(Some(target))
}

/// The cause of a kind in the chain of an error.
fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    causes(error).find_map(|it| it.downcast_ref::<E>())
}

/// The last cause, which says it best; addresses and headers stay out of it.
fn chain(error: &(dyn Error + 'static)) -> String {
    causes(error).last().map_or_else(String::new, ToString::to_string)
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let error = next?;
        next = error.source();
        Some(error)
    })
}
