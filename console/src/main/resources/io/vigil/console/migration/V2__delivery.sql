-- Webhooks still to be delivered, added in the transaction that stores the transition.
create table delivery (
  id         bigint generated always as identity primary key,
  target     text not null,
  warning_id text not null,
  sequence   integer not null,
  tries      integer not null default 0,
  next_try   timestamptz not null default now()
);
create index delivery_due on delivery (next_try, id);
