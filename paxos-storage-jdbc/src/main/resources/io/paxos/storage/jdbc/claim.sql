update paxos_acceptor set claim = :claim, is_exclusive = :exclusive
