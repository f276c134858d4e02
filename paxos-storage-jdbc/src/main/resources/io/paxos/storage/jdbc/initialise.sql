insert into paxos_acceptor (id, store_id) values (1, :store) on conflict (id) do nothing
