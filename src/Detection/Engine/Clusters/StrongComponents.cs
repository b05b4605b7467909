namespace Dutchbook.Detection;

/// <summary>Which points of a directed graph lie on a common cycle: Tarjan's walk, without recursion.</summary>
internal static class StrongComponents
{
    /// <summary>The component of each point; arcs between components lead to higher numbers.</summary>
    public static (int[] Of, int Count) Of(List<int>[] after)
    {
        int points = after.Length;
        int[] component = new int[points];
        int[] order = new int[points];
        int[] low = new int[points];
        int[] next = new int[points];
        Array.Fill(component, -1);
        Stack<int> path = [];
        Stack<int> open = [];
        int seen = 0;
        int count = 0;
        for (int start = 0; start < points; start++)
        {
            if (order[start] != 0)
            {
                continue;
            }

            Enter(start);
            while (path.TryPeek(out int point))
            {
                if (next[point] < after[point].Count)
                {
                    int other = after[point][next[point]++];
                    if (order[other] == 0)
                    {
                        Enter(other);
                    }
                    else if (component[other] < 0)
                    {
                        low[point] = Math.Min(low[point], order[other]);
                    }

                    continue;
                }

                path.Pop();
                if (path.TryPeek(out int parent))
                {
                    low[parent] = Math.Min(low[parent], low[point]);
                }

                if (low[point] == order[point])
                {
                    Close(point);
                }
            }
        }

        // Tarjan closes a component after all that it leads to.
        return ([.. component.Select(number => count - 1 - number)], count);

        void Enter(int point)
        {
            order[point] = low[point] = ++seen;
            path.Push(point);
            open.Push(point);
        }

        void Close(int point)
        {
            int member;
            do
            {
                member = open.Pop();
                component[member] = count;
            }
            while (member != point);
            count++;
        }
    }
}
