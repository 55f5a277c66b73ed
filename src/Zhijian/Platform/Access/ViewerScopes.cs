using Zhijian.Data;

namespace Zhijian.Platform.Access;

/// <summary>
/// Makes service scopes in which long work goes on as one viewer: his filter, his permissions, his name in the audit.
/// Stands in for the root provider, so that whoever makes scopes from it gets them with the viewer inside.
/// </summary>
public sealed class ViewerScopes : IServiceProvider, IServiceScopeFactory
{
    readonly IServiceScopeFactory scopes;
    readonly Action<Viewer> become;

    ViewerScopes(IServiceScopeFactory scopes, Action<Viewer> become) => (this.scopes, this.become) = (scopes, become);

    /// <summary>The user as he is now; work that he may no longer do must stop.</summary>
    /// <exception cref="Refusal">The account is disabled or gone.</exception>
    public static async Task<ViewerScopes> OfUserAsync(IServiceScopeFactory scopes, Guid userId, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        var profile = await scope.ServiceProvider.GetRequiredService<ViewerDirectory>().LoadAsync(userId, scope.Db(), ct)
            ?? throw new Refusal("发起人的账号已停用，任务不再继续。");
        return new(scopes, viewer => viewer.Become(profile, null));
    }

    /// <summary>The platform itself, for the command line: sees every row.</summary>
    public static ViewerScopes OfPlatform(IServiceScopeFactory scopes, string name) => new(scopes, viewer => viewer.BecomePlatform(name));

    public object? GetService(Type serviceType) =>
        serviceType == typeof(IServiceScopeFactory) ? this : throw new InvalidOperationException("Make a scope first: the viewer's services live in one.");

    public AsyncServiceScope CreateAsyncScope() => new(CreateScope());

    public IServiceScope CreateScope()
    {
        var scope = scopes.CreateScope();
        become(scope.ServiceProvider.GetRequiredService<Viewer>());
        return scope;
    }
}
