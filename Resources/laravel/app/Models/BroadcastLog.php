<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Builder;
use Illuminate\Database\Eloquent\Model;

/** What was broadcast, kept for those who were away. */
final class BroadcastLog extends Model
{
    protected $guarded = [];

    public const UPDATED_AT = null;

    protected function casts(): array
    {
        return ['payload' => 'array', 'created_at' => 'immutable_datetime'];
    }

    /** The workspace's entries that this user may see. */
    public function scopeVisibleTo(Builder $query, User $user, Workspace $workspace): void
    {
        $projects = $user->projects()->pluck('projects.id')->map(fn (int $id): string => "private-project.{$id}");
        $query->where('workspace_id', $workspace->getKey())
            ->whereIn('channel', $projects->push("private-workspace.{$workspace->getKey()}"));
    }
}
