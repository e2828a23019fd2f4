-- What the desk must be able to prove later. Times are event times where a column is not called stored_at or at.

create table warning (
  warning_id text primary key,
  sequence   integer not null,
  type       text not null,
  time       timestamptz not null,
  tier       text not null,
  state      text not null,
  stage      text not null,
  rule       text not null,
  kind       text not null,
  movers     text[] not null,
  zone       text,
  codes      text[] not null,
  onset      timestamptz not null,
  detected   timestamptz not null,
  stored_at  timestamptz not null default now()
);
create index warning_by_detected on warning (detected desc);
create index warning_open on warning (detected desc) where state = 'open';
create index warning_by_mover on warning using gin (movers);

create table transition (
  warning_id text not null,
  sequence   integer not null,
  event      text not null,
  stored_at  timestamptz not null default now(),
  primary key (warning_id, sequence)
);

-- Written in the transaction that stores what was read, so that neither is ahead of the other.
create table topic_offset (
  cluster     text not null,
  topic       text not null,
  partition   integer not null,
  next_offset bigint not null,
  primary key (cluster, topic, partition)
);

create table account (
  name          text primary key,
  display_name  text not null,
  roles         text[] not null,
  everywhere    boolean not null,
  codes         text[] not null,
  password_hash text not null,
  must_change   boolean not null,
  disabled      boolean not null default false,
  changed_at    timestamptz not null default now()
);

create table session (
  token_hash bytea primary key,
  account    text not null references account (name) on delete cascade,
  csrf       text not null,
  created_at timestamptz not null,
  seen_at    timestamptz not null
);

-- What was done with a warning: ack, dispatch, or an outcome. The newest outcome counts.
create table step (
  id         bigint generated always as identity primary key,
  warning_id text not null,
  mover      text not null,
  rule       text not null,
  word       text not null,
  by_user    text not null,
  at         timestamptz not null,
  note       text not null
);
create index step_by_warning on step (warning_id, id);
create index step_by_time on step (at);

-- A rule is silent for a mover until then; an exemption is the same for longer, by somebody who may.
create table silence (
  id        bigint generated always as identity primary key,
  rule      text not null,
  mover     text not null,
  until     timestamptz not null,
  exemption boolean not null,
  reason    text not null,
  by_user   text not null,
  at        timestamptz not null,
  ended_by  text,
  ended_at  timestamptz
);

-- What still has to go to Kafka, in the transaction of what caused it.
create table outbox (
  id    bigint generated always as identity primary key,
  topic text not null,
  key   text not null,
  value text
);

-- Zones and rules as published from here; a body of null is a deletion.
create table control_version (
  kind    text not null,
  subject text not null,
  version integer not null,
  body    text,
  by_user text not null,
  at      timestamptz not null,
  note    text not null,
  primary key (kind, subject, version)
);

create table handover (
  id        bigint generated always as identity primary key,
  shift_from timestamptz not null,
  shift_to  timestamptz not null,
  by_user   text not null,
  taken_by  text not null,
  note      text not null,
  at        timestamptz not null
);

create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default now(),
  by_user text not null,
  action  text not null,
  subject text not null,
  detail  text not null
);
create index audit_by_time on audit (at desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of the audit trail is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger audit_rows_stay before update or delete on audit for each row execute function refuse_change();
create trigger audit_stays before truncate on audit for each statement execute function refuse_change();
create trigger step_rows_stay before update or delete on step for each row execute function refuse_change();
create trigger step_stays before truncate on step for each statement execute function refuse_change();
