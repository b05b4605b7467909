namespace Dutchbook.Detection;

/// <summary>
/// A cluster of implications. No book exists exactly if no claim's bid exceeds the ask of one it implies, however far
/// along: one pass forwards carries the highest bid, one pass backwards the lowest ask, and where they cross the two
/// claims are the basket.
/// </summary>
internal sealed class ImplicationWitness(ImplicationGraph graph) : IClusterWitness
{
    private readonly Oriented _claims = new(graph.Slots);
    private readonly int[] _bids = new int[graph.Nodes];
    private readonly int[] _asks = new int[graph.Nodes];
    private readonly int[] _bidders = new int[graph.Nodes];
    private readonly int[] _askers = new int[graph.Nodes];
    private int _worst;

    public ClusterVerdict Solve(ReadOnlySpan<int> bids, ReadOnlySpan<int> asks, Span<MuRange> mu, out long work)
    {
        work = bids.Length + (2 * graph.Arcs.Length);
        _claims.Load(bids, asks);
        Gather();
        Carry();
        _worst = 0;
        for (int node = 1; node < graph.Nodes; node++)
        {
            _worst = _bids[node] - _asks[node] > _bids[_worst] - _asks[_worst] ? node : _worst;
        }

        if (_bids[_worst] > _asks[_worst])
        {
            return ClusterVerdict.Broken;
        }

        for (int i = 0; i < graph.NodeOf.Length; i++)
        {
            int node = graph.NodeOf[i];
            _claims.Mu[i] = (_bids[node] + _asks[node]) / 2;
        }

        _claims.Store(mu);
        return ClusterVerdict.Coherent;
    }

    public IReadOnlyList<WitnessLeg> Basket() =>
        [_claims.Leg(_bidders[_worst], negated: true), _claims.Leg(_askers[_worst])];

    private void Gather()
    {
        _bids.AsSpan().Fill(-1);
        _asks.AsSpan().Fill(Grain.PerDollar + 1);
        for (int i = 0; i < graph.NodeOf.Length; i++)
        {
            int node = graph.NodeOf[i];
            if (_claims.Bids[i] > _bids[node])
            {
                (_bids[node], _bidders[node]) = (_claims.Bids[i], i);
            }

            if (_claims.Asks[i] < _asks[node])
            {
                (_asks[node], _askers[node]) = (_claims.Asks[i], i);
            }
        }
    }

    private void Carry()
    {
        foreach ((int from, int to) in graph.Arcs)
        {
            if (_bids[from] > _bids[to])
            {
                (_bids[to], _bidders[to]) = (_bids[from], _bidders[from]);
            }
        }

        for (int i = graph.Arcs.Length - 1; i >= 0; i--)
        {
            (int from, int to) = graph.Arcs[i];
            if (_asks[to] < _asks[from])
            {
                (_asks[from], _askers[from]) = (_asks[to], _askers[to]);
            }
        }
    }
}
