using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>The bids of one side of one market: best price first, and at each price who came first.</summary>
internal sealed class BookSide
{
    private readonly SortedList<int, LinkedList<Order>> _levels = [];

    public bool IsEmpty => _levels.Count == 0;

    /// <summary>The highest price bid.</summary>
    public Price Best => Price.FromTicks(_levels.Keys[^1]);

    /// <summary>Who trades next.</summary>
    public Order First => _levels.Values[^1].First!.Value;

    /// <summary>All orders in the order in which they would trade.</summary>
    public IEnumerable<Order> Orders
    {
        get
        {
            for (int level = _levels.Count - 1; level >= 0; level--)
            {
                foreach (Order order in _levels.Values[level])
                {
                    yield return order;
                }
            }
        }
    }

    /// <summary>The levels, best first.</summary>
    public IEnumerable<BookLevel> Levels
    {
        get
        {
            for (int level = _levels.Count - 1; level >= 0; level--)
            {
                yield return new BookLevel(Price.FromTicks(_levels.Keys[level]), Sum(_levels.Values[level]));
            }
        }
    }

    public void Add(Order order)
    {
        if (!_levels.TryGetValue(order.Price.Ticks, out LinkedList<Order>? level))
        {
            _levels.Add(order.Price.Ticks, level = new LinkedList<Order>());
        }

        order.Queued = level.AddLast(order);
    }

    public void Remove(Order order)
    {
        LinkedList<Order> level = _levels[order.Price.Ticks];
        level.Remove(order.Queued ?? throw new ArgumentException($"{order} does not rest here", nameof(order)));
        order.Queued = null;
        if (level.Count == 0)
        {
            _levels.Remove(order.Price.Ticks);
        }
    }

    /// <summary>Contracts that trade before this order, counted from the best price.</summary>
    public Quantity Ahead(Order order)
    {
        Quantity ahead = Quantity.Zero;
        foreach (Order other in Orders)
        {
            if (ReferenceEquals(other, order))
            {
                return ahead;
            }

            ahead += other.Remaining;
        }

        throw new ArgumentException($"{order} does not rest here", nameof(order));
    }

    private static Quantity Sum(LinkedList<Order> level)
    {
        Quantity sum = Quantity.Zero;
        foreach (Order order in level)
        {
            sum += order.Remaining;
        }

        return sum;
    }
}
