namespace Zhijian.Modules.Registry.Feeds;

/// <summary>Stable keys of what may be done with feeds.</summary>
static class FeedPermissions
{
    public const string Use = "registry.feeds", Manage = "registry.feeds.manage", Send = "registry.feeds.send", Merge = "registry.merge";
}
