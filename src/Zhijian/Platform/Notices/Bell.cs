using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Notices;

/// <summary>Counts for the top bar.</summary>
sealed class Bell(TodoQueries todos) : IBell
{
    public async Task<BellCounts> CountsAsync(CancellationToken ct)
    {
        var (todo, overdue, unread) = await todos.CountsAsync(ct);
        return new(todo, overdue, unread);
    }
}
