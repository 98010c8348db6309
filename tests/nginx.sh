#!/bin/sh
# Serves a folder of feeds by nginx on loopback, with ETag and gzip, until its standard input ends.
# usage: nginx.sh FOLDER PORT     (FOLDER/www is served; logs and pid stand beside it)
set -eu
folder=$1 port=$2
nginx=$(command -v nginx || true)
[ -n "$nginx" ] || nginx=/usr/sbin/nginx
[ -x "$nginx" ] || { echo "skipped: no nginx"; exit 3; }
mkdir -p "$folder/temp"
cat > "$folder/nginx.conf" <<CONF
daemon off;
worker_processes 1;
pid $folder/nginx.pid;
error_log $folder/error.log;
events { worker_connections 256; }
http {
  access_log $folder/access.log combined;
  types { application/rss+xml xml; }
  client_body_temp_path $folder/temp; proxy_temp_path $folder/temp;
  fastcgi_temp_path $folder/temp; uwsgi_temp_path $folder/temp; scgi_temp_path $folder/temp;
  etag on;
  gzip on; gzip_types application/rss+xml; gzip_min_length 256;
  server { listen 127.0.0.1:$port; root $folder/www; }
}
CONF
chmod -R a+rX "$folder"
"$nginx" -p "$folder" -e "$folder/error.log" -c "$folder/nginx.conf" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null' EXIT
echo ready
cat > /dev/null
