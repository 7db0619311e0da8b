"""A flow finds its nodes and edges by what it holds now."""

from dougong_engine.design.flow import Edge
from support.graphs import approval, graph

WHOLE = graph(
    [approval("ask", "per_a"), {"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "title": "done"}],
    ["ask:approved > tell"],
)


def test_a_copy_of_a_flow_knows_nothing_of_the_nodes_it_was_made_from() -> None:
    assert (WHOLE.target("ask", "approved"), WHOLE.node("tell")) == ("tell", WHOLE.nodes[1])
    copy = WHOLE.model_copy(update={"nodes": WHOLE.nodes[:1], "edges": ()})
    assert (copy.target("ask", "approved"), copy.node("tell"), copy.node("ask")) == (None, None, WHOLE.nodes[0])


def test_the_first_of_two_edges_from_one_port_counts() -> None:
    edges = (*WHOLE.edges, Edge(source="ask", port="approved", target="ask"))
    twice = WHOLE.model_copy(update={"edges": edges})
    assert (twice.target("ask", "approved"), twice.target("tell")) == ("tell", None)
