#!/bin/sh
# The accounts and the database, made once when the server's folder is empty: the one owns the tables, the other is the
# dashboards'. Passwords come from files, and are sent as values.
set -eu
psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set owner="$(head -n 1 "${SECRETS:-/run/secrets}/owner-password")" \
    --set dashboard="$(head -n 1 "${SECRETS:-/run/secrets}/dashboard-password")" <<'SQL'
CREATE ROLE headache_owner LOGIN PASSWORD :'owner';
CREATE ROLE headache_dashboard LOGIN PASSWORD :'dashboard';
CREATE DATABASE headache OWNER headache_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE headache FROM PUBLIC;
SQL
