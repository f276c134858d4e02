select store_id, era, configuration, floor, claim, is_exclusive from paxos_acceptor
