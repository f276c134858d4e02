select store_id, era, configuration, floor from paxos_acceptor
